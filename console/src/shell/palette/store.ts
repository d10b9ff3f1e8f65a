import { createSpotlight } from '@mantine/spotlight'

/** Opens and closes the palette, also before its code is there. */
export const [paletteStore, palette] = createSpotlight()
