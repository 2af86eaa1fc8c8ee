/** The buttons below a found release: no command of its own, and for the owners only. */
import { type Actions, type InteractionResponse, type Press, type Services, UserError } from "../command.ts";
import { en } from "../messages/en.ts";
import type { Decided, Decision, Review } from "../releases/review.ts";
import type { Release } from "../releases/types.ts";
import { reviewCard, reviewForm } from "../views/review.ts";

const words = en.review;

/** @param owners snowflakes of those who may decide */
export function reviewActions(review: Review, owners: readonly string[]): Actions {
  function allow({ asker }: Press): void {
    if (!owners.includes(asker.userId)) throw new UserError(words.onlyOwners);
  }

  function decided(found: Decided): Release {
    if (found.is === "gone") throw new UserError(words.gone);
    if (found.is === "late") throw new UserError(words.late(words.states[found.release.state]));
    return found.release;
  }

  const by =
    (decision: Decision, say: (who: string) => string) =>
    async (press: Press, { catalog }: Services): Promise<InteractionResponse> => {
      allow(press);
      const release = decided(await review.decide(press.args[0] ?? "", decision, press.asker.userId));
      const outcome = say(`<@${press.asker.userId}>`);
      // A held one can still be decided on.
      const card = reviewCard(catalog, release, decision === "hold" ? undefined : outcome);
      return { as: "update", message: card };
    };

  return {
    post: by("post", words.posted),
    hold: by("hold", words.held),
    reject: by("reject", words.rejected),
    async edit(press) {
      allow(press);
      return { as: "modal", modal: reviewForm(decided(await review.editable(press.args[0] ?? ""))) };
    },
    async edited(press, { catalog }) {
      allow(press);
      const typed = (name: string) => press.fields.get(name) ?? "";
      const found = await review.edit(press.args[0] ?? "", {
        title: typed("title"),
        kind: typed("kind"),
        date: typed("date"),
      });
      if (found.is === "wrong") throw new UserError(words.wrong[found.field]);
      const release = decided(found);
      // What is posted already says so, and its posts are corrected.
      const outcome = release.state === "ready" ? words.edited(`<@${press.asker.userId}>`) : undefined;
      return { as: "update", message: reviewCard(catalog, release, outcome) };
    },
  };
}
