/** Pictures of charts, each drawn once: identical ones come from a cache that is bounded in bytes. */
import { LRUCache } from "lru-cache";
import type { Chart } from "../views/chart.ts";
import { barDrawing } from "./bars.ts";
import { drawPng } from "./draw.ts";
import { laneDrawing } from "./lanes.ts";

export interface PicturesOptions {
  /** Most bytes kept; 8 MiB where absent, about 250 pictures. */
  maxBytes?: number;
  /** Most pictures that may wait to be drawn; 16 where absent. */
  mostWaiting?: number;
}

export type Pictures = ReturnType<typeof createPictures>;

export function createPictures({ maxBytes = 8 * 1024 * 1024, mostWaiting = 16 }: PicturesOptions = {}) {
  const done = new LRUCache<string, Uint8Array>({
    maxSize: maxBytes,
    sizeCalculation: (png, key) => png.byteLength + 2 * key.length,
  });
  const underWay = new Map<string, Promise<Uint8Array>>();
  let last: Promise<unknown> = Promise.resolve();

  /** One at a time: a rush of pictures must not take the threads that DNS and files need. */
  function enqueue(chart: Chart): Promise<Uint8Array> {
    const drawn = last.then(() => drawPng("lanes" in chart ? laneDrawing(chart) : barDrawing(chart)));
    // The queue goes on after a failure; whoever asked for the picture gets the error.
    last = drawn.then(
      () => undefined,
      () => undefined,
    );
    return drawn;
  }

  return {
    /** The PNG of a chart that was drawn before, at once. */
    ready: (chart: Chart): Uint8Array | undefined => done.get(JSON.stringify(chart)),

    /** The PNG of a chart; undefined where so many are waiting that an answer does without. */
    async draw(chart: Chart): Promise<Uint8Array | undefined> {
      const key = JSON.stringify(chart);
      const known = done.get(key) ?? underWay.get(key);
      if (known !== undefined) return known;
      if (underWay.size >= mostWaiting) return undefined;
      const drawn = enqueue(chart);
      underWay.set(key, drawn);
      try {
        const png = await drawn;
        done.set(key, png);
        return png;
      } finally {
        underWay.delete(key);
      }
    },

    /** Bytes and pictures kept at the moment. */
    size: () => ({ bytes: done.calculatedSize, pictures: done.size }),
  };
}
