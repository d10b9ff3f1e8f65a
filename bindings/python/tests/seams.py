"""What a shell hands in, written in Python."""

import hashlib
import secrets
import time

from outrider import DeviceClock, KeystoreError, Observer, SecretStore

# The curve P-256.
_P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
_N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)

Place = tuple[int, int] | None


def _add(one: Place, other: Place) -> Place:
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % _P == 0:
            return None
        slope = 3 * (one[0] ** 2 - 1) * pow(2 * one[1], -1, _P)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, _P)
    x = (slope * slope - one[0] - other[0]) % _P
    return x, (slope * (one[0] - x) - one[1]) % _P


def _times(number: int, point: Place) -> Place:
    sum: Place = None
    while number:
        if number & 1:
            sum = _add(sum, point)
        point = _add(point, point)
        number >>= 1
    return sum


def _integer(number: int) -> bytes:
    bytes = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return b"\x02" + len(bytes).to_bytes(1, "big") + bytes


class Secrets(SecretStore):
    """Secrets and keys in the memory of this process."""

    def __init__(self) -> None:
        """Begins empty."""
        self.secrets: dict[str, str] = {}
        self.keys: dict[str, int] = {}
        self.signed = 0
        self.fails = False

    def _holds(self) -> None:
        if self.fails:
            raise KeystoreError.Failed("the device is locked")

    def get(self, name: str) -> str | None:
        """Returns a secret."""
        self._holds()
        return self.secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        """Keeps one."""
        self._holds()
        self.secrets[name] = secret

    def remove(self, name: str) -> None:
        """Forgets one."""
        self._holds()
        self.secrets.pop(name, None)

    def make_key(self, name: str) -> None:
        """Makes a key."""
        self._holds()
        self.keys[name] = secrets.randbelow(_N - 1) + 1

    def public_key(self, name: str) -> bytes | None:
        """Returns the public half."""
        self._holds()
        if name not in self.keys:
            return None
        point = _times(self.keys[name], _G)
        assert point
        return b"\x04" + point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")

    def sign(self, name: str, message: bytes) -> bytes:
        """Signs."""
        self._holds()
        self.signed += 1
        digest = int.from_bytes(hashlib.sha256(message).digest(), "big")
        once = secrets.randbelow(_N - 1) + 1
        point = _times(once, _G)
        assert point
        r = point[0] % _N
        s = pow(once, -1, _N) * (digest + r * self.keys[name]) % _N
        body = _integer(r) + _integer(s)
        return b"\x30" + len(body).to_bytes(1, "big") + body

    def remove_key(self, name: str) -> None:
        """Destroys a key."""
        self._holds()
        self.keys.pop(name, None)


class Broken(Secrets):
    """A key store whose program has a fault of its own."""

    def get(self, name: str) -> str | None:
        """Fails in a way that nobody declared."""
        raise RuntimeError("a fault of the shell")


class Clock(DeviceClock):
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        """Begins with the machine's time."""
        self.moved = 0

    def move(self, hours: float) -> None:
        """Moves it on."""
        self.moved += round(hours * 3600 * 1_000_000)

    def wall(self) -> int:
        """Tells the time."""
        return time.time_ns() // 1000 + self.moved

    def monotonic(self) -> int:
        """Tells the time that never goes back."""
        return time.monotonic_ns() // 1000 + self.moved

    def boot(self) -> str:
        """Names the span."""
        return "0197a000-0000-7000-8000-000000000001"

    def zone(self) -> str:
        """Names the zone."""
        return "UTC"

    def offset(self) -> int:
        """Tells its offset."""
        return 0


class Watching(Observer):
    """An observer that does something whenever it is told."""

    def __init__(self, does) -> None:
        """Takes what is done."""
        self.does = does
        self.told = []
        self.trouble = []

    def look_again(self, news) -> None:
        """Does it, and keeps what went wrong."""
        try:
            self.does(news)
        except BaseException as why:  # noqa: BLE001 - told by the test
            self.trouble.append(why)
        self.told.append(news)


class Failing(Observer):
    """An observer with a fault of its own."""

    def __init__(self) -> None:
        """Was not told yet."""
        self.told = 0

    def look_again(self, news) -> None:
        """Fails in a way that nobody declared."""
        self.told += 1
        raise RuntimeError("a fault of the shell")
