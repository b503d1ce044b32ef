// What the checks share: the browser, the letters, and how a result is said.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const folder = process.argv[2];
export const letters = JSON.parse(readFileSync(join(folder, "letters.json"), "utf8")).map((letter) => ({
  ...letter,
  path: join(folder, letter.file),
  url: pathToFileURL(join(folder, letter.file)).href,
}));

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });

let failures = 0;

/** Print how a check of one letter went: nothing found is a pass. */
export function report(letter, what, found, note = "") {
  failures += found.length ? 1 : 0;
  console.log(`${found.length ? "FAIL" : "pass"} ${letter.file} ${what}${note && `: ${note}`}`);
  for (const fault of new Set(found)) console.log(`     ${fault}`);
}

export function end() {
  process.exit(failures ? 1 : 0);
}
