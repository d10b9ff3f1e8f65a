"""Customers: customers, search, edit."""

from outrider import CustomerFilter, Snippet

from ..asked import Asked
from ..call import Call
from ..lines import distance, joined
from ..words import DONE


def customers(call: Call) -> int:
    """Lists customers by name, or those nearest to a place."""
    place = call.place()
    if call.asked.near:
        if place is None:
            raise Asked("near what? Say --at LAT,LON")
        view = call.phone.near_me_view(place)
    else:
        chosen = CustomerFilter(owner=None, begins=call.asked.begins, after=None)
        view = call.phone.customers_view(chosen, place)
    call.memory.show("customer", [one.line.id for one in view.customers])
    rows = [
        f"{number:3}  {joined(one.line.name, one.line.address, distance(one.line.distance_mm))}"
        for number, one in enumerate(view.customers, 1)
    ]
    more = ["  and more: say --begins"] if view.more else []
    call.tell(view, *(rows or ["  no customers"]), *more)
    return DONE


def search(call: Call) -> int:
    """Finds customers and notes."""
    view = call.phone.search_view(" ".join(call.asked.typed))
    found = [hit.customer for hit in view.hits if hit.customer]
    call.memory.show("customer", found)
    rows = []
    for hit in view.hits:
        number = f"{found.index(hit.customer) + 1:3}" if hit.customer else "   "
        name = _text(hit.name) if hit.is_CUSTOMER() else hit.customer_name
        more = _text(hit.address) if hit.is_CUSTOMER() else _text(hit.words)
        rows.append(f"{number}  {joined(name, more)}")
    call.tell(view, *(rows or ["  nothing fits"]))
    return DONE


def edit(call: Call) -> int:
    """Writes fields of a customer."""
    customer = call.memory.find("customer", call.asked.customer)
    pairs = [said.partition("=") for said in call.asked.fields]
    if not all(name and sign for name, sign, _ in pairs):
        raise Asked("say FIELD=VALUE, such as phone=+49 40 1234")
    change = call.phone.edit_customer(customer, {name: value for name, _, value in pairs})
    call.tell({"customer": customer, "change": change}, "Written." if change else "Nothing new.")
    return DONE


def _text(snippet: Snippet) -> str:
    return "".join(piece.text for piece in snippet.pieces)
