/** Answers with a picture: at once where it was drawn before, else in words first and with the picture later. */
import type { Answer, Services } from "../command.ts";
import type { Chart } from "../views/chart.ts";
import type { File, Message } from "../views/message.ts";

/**
 * @param chart absent: there is nothing to draw
 * @param make the message without a picture, or with it
 */
export function withPicture(
  { pictures }: Pick<Services, "pictures">,
  chart: Chart | undefined,
  name: string,
  make: (picture?: File) => Message,
): Answer {
  if (chart === undefined) return make();
  const fileOf = (data: Uint8Array): File => ({ name, data, description: chart.description });
  const ready = pictures.ready(chart);
  if (ready !== undefined) return make(fileOf(ready));
  return {
    ...make(),
    async later() {
      const drawn = await pictures.draw(chart);
      return drawn === undefined ? undefined : make(fileOf(drawn));
    },
  };
}
