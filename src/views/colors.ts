/** One steady colour per lab for the stripe of its cards, readable on Discord's dark and light themes. */

/** 0xRRGGBB from the lab's id: the hue varies, lightness and saturation do not. */
export function labColor(lab: string): number {
  let hash = 0;
  for (const character of lab) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hslToRgb(hash, 0.62, 0.52);
}

/** Hue in degrees, saturation and lightness from 0 to 1. */
function hslToRgb(hue: number, saturation: number, lightness: number): number {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return (channel(0) << 16) | (channel(8) << 8) | channel(4);
}
