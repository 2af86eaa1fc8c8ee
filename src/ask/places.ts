/** Cities that labs sit in, as people write them. */
const cities: readonly (readonly [string, RegExp])[] = [
  ["Beijing", /\bbeijing\b|北京/i],
  ["Shanghai", /\bshanghai\b|上海/i],
  ["Hangzhou", /\bhangzhou\b|杭州/i],
  ["Shenzhen", /\bshenzhen\b|深圳/i],
  ["Guangzhou", /\bguangzhou\b|广州/i],
  ["Hong Kong", /\bhong ?kong\b|香港/i],
  ["Singapore", /\bsingapore\b|新加坡/i],
  ["Hefei", /\bhefei\b|合肥/i],
];

/** The city that a text names, as the catalogue writes it. */
export const cityIn = (text: string): string | undefined => cities.find(([, words]) => words.test(text))?.[0];

/** The text without any city's name. */
export const withoutCity = (text: string): string =>
  cities.reduce((left, [, words]) => left.replace(words, " "), text);
