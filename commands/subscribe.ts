/** `/subscribe`: what channels of a server get of new releases. For members who may manage channels. */
import {
  SlashCommandBuilder,
  type SlashCommandIntegerOption,
  type SlashCommandStringOption,
  type SlashCommandSubcommandBuilder,
} from "@discordjs/builders";
import {
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord-api-types/v10";
import {
  channelFrom,
  chosenSubscription,
  completeSubscribe,
  filtersFrom,
  placeOfChosen,
  roleFrom,
  scheduleFrom,
} from "../src/answers/subscription-options.ts";
import { decidable, guildOf, needDecision } from "../src/answers/subscription-rights.ts";
import { exported, imported, importForm, pasteForm } from "../src/answers/subscription-transfer.ts";
import { modalities } from "../src/catalog/fields.ts";
import { type Command, type Input, type Services, UserError } from "../src/command.ts";
import { defined } from "../src/defined.ts";
import { en } from "../src/messages/en.ts";
import { newsOf } from "../src/releases/news.ts";
import type { Release } from "../src/releases/types.ts";
import { wants } from "../src/subscriptions/filters.ts";
import { mostSubscriptions } from "../src/subscriptions/permissions.ts";
import type { Filters, Subscription } from "../src/subscriptions/types.ts";
import { noteMessage } from "../src/views/answers.ts";
import type { Message } from "../src/views/message.ts";
import { releasePost } from "../src/views/release.ts";
import { channelMention, subscriptionCard, subscriptionList } from "../src/views/subscription.ts";
import { escapeMarkdown } from "../src/views/text.ts";

const words = en.releases.subscriptions;

const subscribable = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
] as const;

// ------------------------------------------------------------------------------------------------- definition

const lab = (option: SlashCommandStringOption) =>
  option
    .setName("lab")
    .setDescription("Only these labs, separated by commas; all lifts it")
    .setAutocomplete(true);
const weights = (option: SlashCommandStringOption) =>
  option
    .setName("weights")
    .setDescription("Open or closed weights")
    .addChoices(
      { name: "any", value: "any" },
      { name: "open", value: "open" },
      { name: "closed", value: "closed" },
    );
const modality = (option: SlashCommandStringOption) =>
  option
    .setName("modality")
    .setDescription("What the model takes or makes")
    .addChoices({ name: "any", value: "any" }, ...modalities.map((value) => ({ name: value, value })));
const variants = (option: SlashCommandStringOption) =>
  option
    .setName("variants")
    .setDescription("Whether sizes and snapshots of earlier models are posted too")
    .addChoices({ name: "all", value: "all" }, { name: "no minor variants", value: "main" });
const news = (option: SlashCommandStringOption) =>
  option
    .setName("news")
    .setDescription(
      "Releases, or what changes of models that are out: price, licence, context, end of service",
    )
    .addChoices(
      { name: "releases", value: "releases" },
      { name: "changes", value: "changes" },
      { name: "all", value: "all" },
    );
const cadence = (option: SlashCommandStringOption) =>
  option
    .setName("cadence")
    .setDescription("At once, or gathered in a digest")
    .addChoices(
      { name: "instant", value: "instant" },
      { name: "daily", value: "daily" },
      { name: "weekly, on Mondays", value: "weekly" },
    );
const hour = (option: SlashCommandIntegerOption) =>
  option
    .setName("hour")
    .setDescription("Hour of the digest, 0 to 23; 9 unless told")
    .setMinValue(0)
    .setMaxValue(23);
const timezone = (option: SlashCommandStringOption) =>
  option
    .setName("timezone")
    .setDescription("Time zone of that hour: Europe/Berlin; UTC unless told")
    .setAutocomplete(true);
const which = (option: SlashCommandStringOption) =>
  option.setName("subscription").setDescription("Which one").setAutocomplete(true).setRequired(true);

const withSettings = (sub: SlashCommandSubcommandBuilder) =>
  sub
    .addStringOption(lab)
    .addStringOption(weights)
    .addStringOption(modality)
    .addStringOption(variants)
    .addStringOption(news)
    .addStringOption(cadence)
    .addIntegerOption(hour)
    .addStringOption(timezone)
    .addRoleOption((option) => option.setName("role").setDescription("The one role that posts mention"));

const definition = new SlashCommandBuilder()
  .setName("subscribe")
  .setDescription("Have new releases posted in a channel")
  .setDefaultMemberPermissions(PermissionFlagsBits.ManageChannels)
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addSubcommand((sub) =>
    withSettings(
      sub
        .setName("add")
        .setDescription("Subscribe a channel to new releases")
        .addChannelOption((option) =>
          option
            .setName("channel")
            .setDescription("Where; empty for this channel")
            .addChannelTypes(...subscribable),
        ),
    ),
  )
  .addSubcommand((sub) => sub.setName("list").setDescription("What this server's channels follow"))
  .addSubcommand((sub) =>
    withSettings(
      sub
        .setName("edit")
        .setDescription("Change a subscription; what is left out stays")
        .addStringOption(which),
    ).addBooleanOption((option) =>
      option.setName("norole").setDescription("True: posts mention no role any more"),
    ),
  )
  .addSubcommand((sub) =>
    sub.setName("pause").setDescription("Stop a subscription for a while").addStringOption(which),
  )
  .addSubcommand((sub) =>
    sub
      .setName("resume")
      .setDescription("Go on with a paused subscription")
      .addStringOption(which)
      .addBooleanOption((option) =>
        option.setName("missed").setDescription("True: post what came out in between"),
      ),
  )
  .addSubcommand((sub) => sub.setName("remove").setDescription("End a subscription").addStringOption(which))
  .addSubcommand((sub) =>
    sub
      .setName("test")
      .setDescription("Post the newest release in the channel, as a test")
      .addStringOption(which),
  )
  .addSubcommand((sub) => sub.setName("export").setDescription("All settings of this server as a file"))
  .addSubcommand((sub) => sub.setName("import").setDescription("Read an exported file"))
  .toJSON();

// --------------------------------------------------------------------------------------------------- answers

/** The newest release that fits, to show how a post looks. */
async function sample({ catalog, subscriptions }: Services, filters: Filters): Promise<Release | undefined> {
  const take = 100;
  for (let skip = 0; ; skip += take) {
    const { releases, total } = await subscriptions.published({}, { skip, take });
    const found = releases.find((one) => wants(filters, one, catalog.models.get(one.model)));
    if (found !== undefined || skip + take >= total) return found;
  }
}

const card = (services: Services, one: Subscription, title: string, ...remarks: readonly string[]) =>
  subscriptionCard(services.catalog, one, title, services.subscriptions.next(one.schedule), remarks);

async function add(input: Input, services: Services): Promise<Message> {
  const { place, kind } = channelFrom(input);
  const { guildId, channelId, name } = place;
  const roleId = await roleFrom(input, () => place);
  const others = await services.subscriptions.ofGuild(guildId);
  if (others.length >= mostSubscriptions) throw new UserError(words.tooMany(mostSubscriptions));
  const overlaps = others.some((one) => one.channelId === channelId && one.schedule.cadence === "instant");
  const { created, subscription } = await services.subscriptions.add({
    guildId,
    channelId,
    channelName: name,
    channelKind: kind,
    filters: filtersFrom(input, services),
    schedule: scheduleFrom(input),
    ownerId: input.asker.userId,
    ...defined({ roleId }),
  });
  const mention = channelMention(channelId);
  return created
    ? card(
        services,
        subscription,
        words.saved(mention),
        words.nothingOld,
        ...(overlaps ? [words.overlaps] : []),
      )
    : card(services, subscription, words.exists(mention));
}

async function edit(input: Input, services: Services): Promise<Message> {
  const one = await chosenSubscription(input, services);
  const noRole = input.options.get("norole") === true;
  const roleId = noRole ? null : await roleFrom(input, () => placeOfChosen(input, services, one));
  const changed = await services.subscriptions.edit(one, {
    filters: filtersFrom(input, services, one.filters),
    schedule: scheduleFrom(input, one.schedule),
    ...defined({ roleId }),
  });
  if (changed === "taken") throw new UserError(words.taken);
  if (changed === undefined) throw new UserError(words.notFound);
  return card(services, changed, words.edited(channelMention(one.channelId)));
}

async function resume(input: Input, services: Services): Promise<Message> {
  const one = await chosenSubscription(input, services);
  const missed = input.options.get("missed") === true;
  const posted = await services.subscriptions.resume(one, missed);
  const isDigest = one.schedule.cadence !== "instant";
  const then = missed ? (isDigest ? words.missedDigest : words.missedPosted(posted)) : words.missedSkipped;
  return noteMessage(`${words.resumed(channelMention(one.channelId))} ${then}`);
}

async function test(input: Input, services: Services): Promise<Message> {
  const one = await chosenSubscription(input, services);
  const release = await sample(services, one.filters);
  if (release === undefined) return noteMessage(words.previewNone);
  const channel = channelMention(one.channelId);
  const result = await services.subscriptions.postTest(one, release);
  if (result.ok) return noteMessage(words.tested(channel));
  const { failure } = result;
  const reason = failure.kind === "limited" ? words.mustWait : escapeMarkdown(failure.message);
  return noteMessage(words.testFailed(channel, reason));
}

type Run = (input: Input, services: Services) => Message | Promise<Message>;

const runs: Record<string, Run> = {
  add,
  edit,
  resume,
  test,
  list: async (input, services) => {
    const all = await services.subscriptions.ofGuild(guildOf(input));
    const own = await decidable(input, services, all);
    return subscriptionList(services.catalog, own, all.length - own.length);
  },
  pause: async (input, services) => {
    const one = await chosenSubscription(input, services);
    await services.subscriptions.pause(one.id);
    return noteMessage(words.paused(channelMention(one.channelId)));
  },
  remove: async (input, services) => {
    const one = await chosenSubscription(input, services);
    await services.subscriptions.remove(one.id);
    return noteMessage(words.removed(channelMention(one.channelId)));
  },
  export: async (input, services) => {
    const all = await decidable(input, services, await services.subscriptions.ofGuild(guildOf(input)));
    return all.length === 0 ? noteMessage(words.listNone) : exported(all);
  },
  import: (input) => {
    guildOf(input);
    return importForm;
  },
};

const subcommands: ReadonlyMap<string, Run> = new Map(Object.entries(runs));

export const subscribe: Command = {
  definition,
  run(input, services) {
    const run = subcommands.get(input.subcommand ?? "");
    if (run === undefined) throw new UserError(en.unknownCommand);
    return run(input, services);
  },
  complete: completeSubscribe,
  actions: {
    /** How a post of this subscription will look. */
    preview: async (press, services) => {
      const one = await services.subscriptions.byId(press.args[0] ?? "");
      if (one === undefined || one.guildId !== guildOf(press)) throw new UserError(words.notFound);
      await needDecision(press, services, one.channelId);
      const release = await sample(services, one.filters);
      if (release === undefined) return { as: "reply", message: noteMessage(words.previewNone) };
      const post = releasePost(services.catalog, newsOf(services.catalog, release), "preview");
      return { as: "reply", message: { ...post, audience: "asker", content: `*${words.previewNote}*` } };
    },
    paste: pasteForm,
    import: imported,
  },
};
