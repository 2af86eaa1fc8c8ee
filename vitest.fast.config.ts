/** `npm run test:fast`: what needs no process, no socket and no database; while one writes, in seconds. */
import { mergeConfig } from "vitest/config";
import all from "./vitest.config.ts";

export default mergeConfig(all, {
  test: {
    exclude: [
      "tests/{start,built-program,data}.test.ts",
      "tests/{bot,playground,store,subscriptions,charts,commands}/**",
      "tests/questions/own.test.ts",
      "tests/releases/{watch,review,job,sources,from-catalog,snapshot}.test.ts",
      "**/node_modules/**",
    ],
  },
});
