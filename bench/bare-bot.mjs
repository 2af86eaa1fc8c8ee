/**
 * The least that discord.js can be asked to do, to compare with: one command that answers "pong", one suggestion.
 * Plain JavaScript, so that it needs no loader. INTENTS: names of intents, separated by commas; none where absent.
 */
import { Client, Events, GatewayIntentBits } from "discord.js";

const names = (process.env.INTENTS ?? "").split(",").filter((name) => name !== "");
/** `0-9/40`: shards of this process, and how many there are; one where absent. */
const [, first, last, count] = /^(\d+)-(\d+)\/(\d+)$/.exec(process.env.SHARDS ?? "0-0/1") ?? [];
const client = new Client({
  shards: Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index),
  shardCount: Number(count),
  intents: names.map((name) => GatewayIntentBits[name]),
  rest: { api: process.env.DISCORD_API_URL },
});

client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isAutocomplete()) void interaction.respond([{ name: "one choice", value: "one" }]);
  else void interaction.reply("pong");
});

client.once(Events.ClientReady, async () => {
  const name = { name: "name", description: "A name", type: 3, autocomplete: true };
  await client.application.commands.set([{ name: "model", description: "Answers pong", options: [name] }]);
  process.stdout.write("The bare bot is ready\n");
});
await client.login(process.env.DISCORD_TOKEN);
