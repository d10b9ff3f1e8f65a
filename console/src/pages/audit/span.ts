const DAY = 86_400_000

/** Midnight of a civil day in a zone, in microseconds since 1970. */
export function midnight(day: string, zone: string): number {
  const guess = Date.parse(`${day}T00:00:00Z`)
  // Once more with what was found, for days on which the clock is changed.
  const near = guess - offsetAt(guess, zone)
  return (guess - offsetAt(near, zone)) * 1000
}

/** What to ask for to see these days whole, the last one too. */
export function spanOf(from: string | undefined, to: string | undefined, zone: string) {
  const next = (day: string) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10)
  return {
    ...(from ? { from: midnight(from, zone) } : {}),
    ...(to ? { to: midnight(next(to), zone) } : {}),
  }
}

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0)
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(moment / 1000) * 1000
}
