import { encode } from 'uqr'

export interface QrCodeProps {
  text: string
  /** What the code is for, for whoever does not see it. */
  label: string
  size?: number
}

/** A QR code, black on white in both schemes: cameras want it so. */
export function QrCode({ text, label, size = 200 }: QrCodeProps) {
  const { data } = encode(text, { ecc: 'M', border: 2 })
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${data.length} ${data.length}`}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
