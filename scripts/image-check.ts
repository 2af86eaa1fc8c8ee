/**
 * Builds the image as the Dockerfile says, without Docker: each stage in a root of its own, on this machine's /usr in
 * the place of the base image. Then runs the result as its user, on a root that cannot be written, beside a local
 * Discord, until it is healthy and has answered. Linux, as root: `npx tsx scripts/image-check.ts [--node <a Node 22>]`.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  type Copy,
  DockerfileParser,
  type Env,
  type Instruction,
  type JSONInstruction,
} from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { startLocalDiscord } from "../src/playground/local-discord.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({ options: { node: { type: "string" } } });
const scratch = mkdtempSync(join(tmpdir(), "labdex-image-"));
const say = (text: string) => void process.stdout.write(`${text}\n`);

/** One stage: a root, and what its instructions said. */
interface Stage {
  folder: string;
  env: Record<string, string>;
  directory: string;
  user: string;
  volumes: string[];
  entrypoint: string[];
  healthcheck: string[];
}

const check: (isSo: boolean, what: string) => asserts isSo = (isSo, what) => {
  if (!isSo) throw new Error(`Not so: ${what}`);
  say(`ok  ${what}`);
};

function newStage(): Stage {
  const folder = mkdtempSync(join(scratch, "stage-"));
  for (const name of ["root", "upper", "work"]) mkdirSync(join(folder, name));
  for (const name of ["usr", "etc", "proc", "dev", "tmp", "root"]) mkdirSync(join(folder, "root", name));
  for (const name of ["bin", "sbin", "lib", "lib64"])
    if (existsSync(`/${name}`) && lstatSync(`/${name}`).isSymbolicLink())
      cpSync(`/${name}`, join(folder, "root", name), { verbatimSymlinks: true });
  if (values.node !== undefined) {
    mkdirSync(join(folder, "upper", "bin"));
    cpSync(values.node, join(folder, "upper", "bin", "node"));
  }
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/root" };
  return { folder, env, directory: "/", user: "0:0", volumes: [], entrypoint: [], healthcheck: [] };
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * The command that runs another inside a stage. What is mounted goes away with it.
 * @param volumes folders of this machine, by where they are inside; where given, all else cannot be written
 */
function inside(stage: Stage, command: string, volumes?: Record<string, string>): string[] {
  const { folder, user } = stage;
  const at = join(folder, "root");
  const [uid = "0", gid = "0"] = user.split(":");
  const overlay = `lowerdir=/usr,upperdir=${join(folder, "upper")},workdir=${join(folder, "work")}`;
  const who =
    uid === "0" ? "" : `/usr/bin/setpriv --reuid=${uid} --regid=${gid} --clear-groups --no-new-privs `;
  const script = [
    `mount --bind ${at} ${at}`,
    `mount -t overlay overlay -o ${overlay} ${at}/usr`,
    `mount --bind -o ro /etc ${at}/etc`,
    `mount --rbind /dev ${at}/dev`,
    `mount -t proc proc ${at}/proc`,
    ...(existsSync("/root/.npmrc") && volumes === undefined
      ? [`touch ${at}/root/.npmrc`, `mount --bind /root/.npmrc ${at}/root/.npmrc`]
      : []),
    ...Object.entries(volumes ?? {}).map(([to, from]) => `mount --bind ${from} ${at}${to}`),
    `mount -t tmpfs tmpfs ${at}/tmp`,
    ...(volumes === undefined ? [] : [`mount -o remount,ro,bind ${at}`, `mount -o remount,ro ${at}/usr`]),
    `exec /usr/sbin/chroot ${at} ${who}/bin/sh -c ${quoted(`cd ${stage.directory} && exec ${command}`)}`,
  ];
  return ["/usr/bin/unshare", "--mount", "--propagation", "private", "/bin/sh", "-ec", script.join("\n")];
}

function run(stage: Stage, command: string): void {
  const [file = "", ...args] = inside(stage, `/bin/sh -c ${quoted(command)}`);
  execFileSync(file, args, { env: { ...process.env, ...stage.env }, stdio: ["ignore", "ignore", "inherit"] });
}

/** The names at the top that .dockerignore lets through; what it excludes below them is excluded here too. */
const rules = readFileSync(join(root, ".dockerignore"), "utf8")
  .split("\n")
  .map((line) => line.trim());
const context = rules.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
const excluded = rules.filter((line) => line !== "" && !/^[!#*]/.test(line)).map((line) => join(root, line));

function copy(stage: Stage, instruction: Copy, stages: ReadonlyMap<string, Stage>): void {
  const paths = texts(instruction);
  const from = instruction
    .getFlags()
    .find((flag) => flag.getName() === "from")
    ?.getValue();
  const to = paths.at(-1) ?? "";
  const base = from == null ? root : join(stages.get(from)?.folder ?? "", "root");
  const target = join(stage.folder, "root", to.startsWith("/") ? to : join(stage.directory, to));
  const sources = paths.slice(0, -1).flatMap((path) => (path === "." && from == null ? context : [path]));
  for (const source of sources) {
    const isInto =
      sources.length > 1 || to.endsWith("/") || (to === "." && !lstatSync(join(base, source)).isDirectory());
    cpSync(join(base, source), isInto ? join(target, basename(source)) : target, {
      recursive: true,
      filter: (path) => !excluded.includes(path),
    });
  }
}

const texts = (instruction: Instruction) => instruction.getArguments().map((one) => one.getValue());
const listOf = (instruction: Instruction) =>
  (instruction as JSONInstruction).getJSONStrings().map((one) => JSON.parse(one.getValue()) as string);

function apply(stage: Stage, instruction: Instruction, stages: ReadonlyMap<string, Stage>): void {
  const args = texts(instruction);
  const rest = instruction.getArgumentsContent() ?? "";
  switch (instruction.getKeyword()) {
    case "WORKDIR":
      stage.directory = args[0] ?? "/";
      mkdirSync(join(stage.folder, "root", stage.directory), { recursive: true });
      return;
    case "ENV":
      for (const one of (instruction as Env).getProperties()) stage.env[one.getName()] = one.getValue() ?? "";
      return;
    case "COPY":
      copy(stage, instruction as Copy, stages);
      return;
    case "RUN":
      run(stage, rest);
      return;
    case "USER":
      stage.user = rest;
      return;
    case "VOLUME":
      stage.volumes.push(...args);
      return;
    case "ENTRYPOINT":
      stage.entrypoint = listOf(instruction);
      return;
    case "HEALTHCHECK":
      stage.healthcheck = JSON.parse(rest.slice(rest.indexOf("["))) as string[];
      return;
    case "LABEL":
    case "EXPOSE":
    case "STOPSIGNAL":
      return;
    default:
      throw new Error(`The check does not know ${instruction.getKeyword()}.`);
  }
}

function buildImage(text: string): Stage {
  const stages = new Map<string, Stage>();
  let stage = newStage();
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    say(`--  ${instruction.getInstruction()} ${(instruction.getRawArgumentsContent() ?? "").split("\n")[0]}`);
    if (instruction.getKeyword() === "FROM") {
      stage = newStage();
      stages.set(texts(instruction)[2] ?? "", stage);
    } else apply(stage, instruction, stages);
  }
  return stage;
}

/** Starts the image's program; `settings` are its environment beside the image's own. */
function start(image: Stage, command: readonly string[], settings: Record<string, string>, volume: string) {
  const volumes = Object.fromEntries(image.volumes.map((path) => [path, volume]));
  const [file = "", ...args] = inside(image, command.map(quoted).join(" "), volumes);
  const child = spawn(file, args, { env: { ...image.env, ...settings }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => {
      output += part.toString();
    });
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, output }));
  return { child, ended, output: () => output };
}

async function tryOut(image: Stage): Promise<void> {
  const volume = mkdtempSync(join(scratch, "volume-"));
  const [uid = "0", gid = "0"] = image.user.split(":");
  chownSync(volume, Number(uid), Number(gid));
  check(uid !== "0", `it runs as another user: ${image.user}`);

  const refused = await start(image, image.entrypoint, {}, volume).ended;
  check(refused.code === 1, `without a token it does not start: code ${refused.code}`);
  check(/^Set DISCORD_TOKEN .*\n$/m.test(refused.output), "and says in one sentence to set it");

  const discord = await startLocalDiscord();
  const settings = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, RELEASE_POLL: "off" };
  const bot = start(image, image.entrypoint, settings, volume);
  try {
    const isReady = () => discord.gateway.connected > 0 && /Labdex is ready/.test(bot.output());
    for (let waited = 0; !isReady() && waited < 600 && bot.child.exitCode === null; waited++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    check(isReady(), `it starts on a root that cannot be written (${bot.output().match(/"ms":\d+/)?.[0]})`);
    const health = await start(image, image.healthcheck, settings, volume).ended;
    check(health.code === 0, `its health check is content: ${health.output.trim()}`);
    const reply = await discord.person().slash("model", { name: "deepseek v3" });
    check(JSON.stringify(reply.message).includes("671B"), "it answers /model deepseek v3");
    const compared = await discord.person().slash("compare", { first: "glm-5", second: "kimi k2" });
    await discord.until(() => (compared.now()?.attachments.length ?? 0) > 0, 30_000);
    check(true, "it draws a picture");
    const backup = await start(image, ["labdex", "backup", "/data/backup.db"], settings, volume).ended;
    check(backup.code === 0, `it is backed up: ${backup.output.trim()}`);
    check(discord.violations.length === 0, "it keeps to Discord's contract");
    bot.child.kill("SIGTERM");
    check((await bot.ended).code === 0, "it ends by itself on SIGTERM");
  } catch (error) {
    say(bot.output());
    throw error;
  } finally {
    bot.child.kill("SIGKILL");
    await discord.close();
  }
}

try {
  const text = readFileSync(join(root, "Dockerfile"), "utf8");
  const problems = validate(text, { deprecatedMaintainer: 2, instructionWorkdirRelative: 2 });
  check(problems.length === 0, `the Dockerfile is sound: ${problems.map((one) => one.message).join("; ")}`);
  const image = buildImage(text);
  const size = execFileSync("du", ["-sm", join(image.folder, "root", "labdex")], { encoding: "utf8" });
  say(`    what the image adds to Node: ${size.split("\t")[0]} MB`);
  await tryOut(image);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
