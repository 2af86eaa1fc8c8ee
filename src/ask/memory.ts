/** Memory that a question names: `24GB`, `a 4090`, `64G内存`. In bytes. */

const gigabyte = 1e9;
/** Memory of well-known devices in GB, as their makers state it. */
const devices: readonly (readonly [RegExp, number])[] = [
  [/\b(rtx ?)?5090\b/i, 32],
  [/\b(rtx ?)?(4090|3090)\b/i, 24],
  [/\b(rtx ?)?(4080|5080|5070 ?ti)\b/i, 16],
  [/\b(rtx ?)?(4070|3060)\b/i, 12],
  [/\bb200\b/i, 192],
  [/\bh200\b/i, 141],
  [/\bh20\b/i, 96],
  [/\b(h100|a100|h800|a800)\b/i, 80],
  [/\b(l40s?|a6000)\b/i, 48],
  [/\bdgx spark\b/i, 128],
  [/\bmac studio\b/i, 512],
];
const count = /\b(\d{1,2})\s*(?:x|×|\*)\s*|(\d{1,2})\s*(?:张|块)\s*/i;

/** The memory that is named, in bytes; several of one device are added up. */
export function memoryIn(text: string): number | undefined {
  const stated =
    /(?<![\d.])(\d{1,4})\s*(?:gb?|gib|g内存|g显存)(?![\p{L}\d])/iu.exec(text) ??
    /(\d{1,4})\s*[gG](?=\p{Script=Han})/u.exec(text);
  if (stated !== null) return Number(stated[1]) * gigabyte;
  const size = devices.find(([words]) => words.test(text))?.[1];
  if (size === undefined) return undefined;
  const many = count.exec(text);
  return size * Number(many?.[1] ?? many?.[2] ?? 1) * gigabyte;
}

/** Words that ask whether a model fits. */
export const fitWords =
  /\b(fits?|run(s|ning)? (it )?(on|in|with|locally)|can i run|will .{0,30} run|vram|gpu memory|how much (memory|ram|vram)|local(ly)?|self-?host)\b|显存|内存|能跑|跑得动|本地(跑|部署|运行)/i;
/** `dots on a 4090`: a device stands for the words. */
export const namesDevice = (text: string): boolean => memoryIn(text) !== undefined;
