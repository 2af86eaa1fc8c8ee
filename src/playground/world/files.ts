import { LRUCache } from "lru-cache";

export interface UploadedFile {
  name: string;
  contentType: string;
  data: Buffer;
}

export type Files = ReturnType<typeof createFiles>;

/** Uploaded files, downloadable at the local address; the oldest go first. */
export function createFiles(limit: number) {
  const kept = new LRUCache<string, UploadedFile>({ max: limit });
  return {
    keep: (attachmentId: string, file: UploadedFile): void => void kept.set(attachmentId, file),
    get: (attachmentId: string): UploadedFile | undefined => kept.get(attachmentId),
  };
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Width and height in pixels, of a PNG; nothing for other files. */
export function pictureSize(data: Buffer): { width: number; height: number } | undefined {
  if (data.length < 24 || !data.subarray(0, 8).equals(PNG)) return undefined;
  return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
}
