/** Which rows are drawn: those in view with some around them, and the one that has the focus. */
export function drawn(
  range: { startIndex: number; endIndex: number; overscan: number; count: number },
  active: number,
): number[] {
  const first = Math.max(0, range.startIndex - range.overscan)
  const last = Math.min(range.count - 1, range.endIndex + range.overscan)
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place)
  if (active < 0 || active >= range.count) return indexes
  if (active < first) return [active, ...indexes]
  return active > last ? [...indexes, active] : indexes
}
