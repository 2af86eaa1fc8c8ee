/** What the page lets a person do, and what is remembered of it. */
import { LRUCache } from "lru-cache";
import type { LocalDiscord, LocalDiscordEvent } from "../local-discord.ts";
import { PersonError } from "../person/error.ts";
import type { Person } from "../person/person.ts";
import type { Reply } from "../person/reply.ts";
import type { PersonRequest, PersonResponse, Use } from "./protocol.ts";

export type Deeds = ReturnType<typeof createDeeds>;

export function createDeeds(discord: LocalDiscord) {
  const forms = new LRUCache<string, { person: Person; reply: Reply }>({ max: 50 });
  const uses = new LRUCache<string, Use>({ max: 500 });

  function answered(person: Person, reply: Reply): PersonResponse {
    const { modal, interaction, error, ms } = reply;
    if (modal !== undefined) forms.set(interaction.id, { person, reply });
    return {
      ms,
      ...(error === undefined ? {} : { error }),
      ...(modal === undefined ? {} : { modal: { form: interaction.id, data: modal } }),
    };
  }

  function personOf({ as, channel, locale }: PersonRequest): Person {
    const { users, channels } = discord.world;
    if (!users.has(as) || !channels.has(channel))
      throw new PersonError("There is no such person or channel.");
    return discord.person({ as, channel, locale });
  }

  async function perform(person: Person, request: PersonRequest): Promise<PersonResponse> {
    const how =
      "subcommand" in request && request.subcommand !== undefined ? { subcommand: request.subcommand } : {};
    switch (request.do) {
      case "slash":
        return answered(person, await person.slash(request.command, request.options, how));
      case "autocomplete": {
        const { command, option, typed, options } = request;
        return { choices: await person.autocomplete(command, option, typed, options, how) };
      }
      case "press":
        return answered(person, await person.press(request.message, request.customId));
      case "choose":
        return answered(person, await person.choose(request.message, request.customId, request.values));
      case "menu":
        return answered(person, await person.menu(request.command, request.message));
      case "submit": {
        const form = forms.get(request.form);
        if (form === undefined) throw new PersonError("This form is no longer open.");
        const reply = await form.person.submit(form.reply, request.fields);
        forms.delete(request.form);
        return answered(form.person, reply);
      }
      case "say":
        person.say(request.text, request.replyTo === undefined ? {} : { replyTo: request.replyTo });
        return {};
      case "delete":
        person.delete(request.message);
        return {};
    }
  }

  return {
    /** Which command a message answers, by message id: Discord's client shows it, the message does not say it. */
    uses: (): ReadonlyMap<string, Use> => new Map(uses.entries()),

    note(event: LocalDiscordEvent): void {
      if (event.type !== "interaction" || event.interaction.kind !== "command") return;
      const { originalId, name, user } = event.interaction;
      if (originalId !== undefined)
        uses.set(originalId, { command: name, by: user.global_name ?? user.username });
    },

    /** @throws PersonError for what a client would not let a person do */
    act: (request: PersonRequest): Promise<PersonResponse> => perform(personOf(request), request),
  };
}
