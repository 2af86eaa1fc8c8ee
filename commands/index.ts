/** THE list of commands: router, registration and tests read it. A new command is a file here and a line below. */
import type { Command } from "../src/command.ts";
import { about } from "./about.ts";
import { askCommand } from "./ask.ts";
import { benchmark } from "./benchmark.ts";
import { compare } from "./compare.ts";
import { compareModels } from "./compare-models.ts";
import { cost } from "./cost.ts";
import { findModels } from "./find-models.ts";
import { fit } from "./fit.ts";
import { helpFor } from "./help.ts";
import { lab } from "./lab.ts";
import { market } from "./market.ts";
import { model } from "./model.ts";
import { models } from "./models.ts";
import { releases } from "./releases.ts";
import { subscribe } from "./subscribe.ts";
import { timeline } from "./timeline.ts";

const help = helpFor(() => commands);

export const commands: readonly Command[] = [
  lab,
  model,
  models,
  compare,
  askCommand,
  benchmark,
  timeline,
  fit,
  cost,
  releases,
  subscribe,
  market,
  about,
  help,
  findModels,
  compareModels,
];
