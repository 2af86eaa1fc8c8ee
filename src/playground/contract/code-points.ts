/** Length as Discord counts it: an emoji outside the basic plane is one, not two. */
export function codePoints(text: string): number {
  let surrogates = 0;
  for (let index = 0; index < text.length - 1; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const next = text.charCodeAt(index + 1);
    if (next >= 0xdc00 && next <= 0xdfff) {
      surrogates += 1;
      index += 1;
    }
  }
  return text.length - surrogates;
}
