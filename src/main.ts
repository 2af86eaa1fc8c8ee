#!/usr/bin/env node
/** The program. What an old Node could not read is loaded only after its version is known. */
import { nodeProblem } from "./app/node-version.ts";

const problem = nodeProblem(process.versions.node);
if (problem === undefined)
  void import("./app/program.ts").then(({ program }) => program(process.argv.slice(2), process.env));
else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
