/**
 * What the bot does with its database at start, as a process of its own that tests can kill.
 * KILL_AT=n makes it kill itself, as SIGKILL from outside would, just before its n-th call of the database.
 */
import Libsql from "libsql";
import { importData } from "../../src/store/catalog-store.ts";
import { openStore } from "../../src/store/open.ts";

const [, , url = "", folder = ""] = process.argv;
const killAt = Number(process.env.KILL_AT ?? Number.POSITIVE_INFINITY);

let calls = 0;
const { exec, prepare } = Libsql.prototype;
function counted(): void {
  calls += 1;
  if (calls >= killAt) process.kill(process.pid, "SIGKILL");
}
Libsql.prototype.exec = function (sql) {
  counted();
  return exec.call(this, sql);
};
Libsql.prototype.prepare = function (this: Libsql.Database, sql: string) {
  counted();
  return prepare.call(this, sql);
} as typeof prepare;

process.stdout.write("begun\n");
const store = await openStore(url);
await importData(store, folder);
await store.close();
process.stdout.write(`done after ${calls} calls\n`);
