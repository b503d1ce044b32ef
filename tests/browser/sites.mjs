// The pages of a site from disk, with scripts and without: everything is there without, filters work with, and whatever people
// wrote is inert: nothing runs but the page's own script, nothing is requested but the page, each link leads to a file.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { end, launch, letters as pages, report } from "./browser.mjs";

const browser = await launch();

/** Open a page and gather what it tries. */
async function open(page, javaScriptEnabled) {
  const found = [];
  const context = await browser.newContext({ javaScriptEnabled, acceptDownloads: false });
  const tab = await context.newPage();
  context.on("page", (other) => other !== tab && found.push(`opened ${other.url()}`));
  tab.on("dialog", (dialog) => (found.push(`dialog: ${dialog.message().slice(0, 80)}`), dialog.dismiss()));
  tab.on("console", (message) => found.push(`console: ${message.text().slice(0, 120)}`));
  tab.on("pageerror", (error) => found.push(`script error: ${error.message.slice(0, 120)}`));
  tab.on("request", (request) => request.url() !== page.url && !request.url().endsWith("/filter.js") && found.push(`requested ${request.url().slice(0, 100)}`));
  await tab.goto(page.url);
  return { tab, context, found };
}

/** What is in the page that an author may not make. */
function strange() {
  const found = [];
  for (const element of document.querySelectorAll("main *")) {
    if (["iframe", "object", "embed", "base", "form", "link", "img", "style", "script"].includes(element.localName)) found.push(`<${element.localName}>`);
    for (const attribute of element.attributes) if (/^on/i.test(attribute.name)) found.push(`<${element.localName}> has ${attribute.name}`);
  }
  if (document.querySelectorAll("script").length > 1) found.push("more than one script");
  return found;
}

for (const page of pages) {
  const silent = await open(page, false);
  const rows = await silent.tab.locator("tbody tr").count();
  const seen = await silent.tab.locator("tbody tr:visible").count();
  if (rows !== seen) silent.found.push(`${rows - seen} rows are hidden without scripts`);
  if (await silent.tab.locator(".filters").count()) silent.found.push("filters that do nothing");
  for (const href of await silent.tab.locator("a").evaluateAll((links) => links.map((link) => link.href))) {
    const url = new URL(href);
    if (url.protocol === "file:" && !existsSync(fileURLToPath(`file://${url.pathname}`))) silent.found.push(`leads nowhere: ${href.slice(-80)}`);
    if (!["file:", "https:", "mailto:"].includes(url.protocol)) silent.found.push(`leads to ${href.slice(0, 80)}`);
  }
  report(page, "without scripts", silent.found, `${rows} rows`);
  await silent.context.close();

  const loud = await open(page, true);
  loud.found.push(...(await loud.tab.evaluate(strange)));
  const tables = await loud.tab.locator("table[data-filter]").count();
  if ((await loud.tab.locator(".filters").count()) !== tables) loud.found.push("a table without its filters");
  for (let at = 0; at < tables; at++) {
    const table = loud.tab.locator("table[data-filter]").nth(at);
    const all = await table.locator("tbody tr").count();
    const name = await table.locator("tbody th").first().innerText();
    const filters = loud.tab.locator(".filters").nth(at);
    await filters.locator("input").fill(name);
    const shown = await table.locator("tbody tr:visible").count();
    if (shown < 1 || (all > 1 && shown === all && !page.hostile)) loud.found.push(`${shown} of ${all} rows after a search`);
    if (!(await filters.locator("[role=status]").innerText()).startsWith(`${shown} of ${all}`)) loud.found.push("the count is not said");
    await filters.locator("input").fill("");
    const select = filters.locator("select").first();
    await select.selectOption({ index: 1 });
    if ((await table.locator("tbody tr:visible").count()) < 1) loud.found.push("no row after a choice");
  }
  report(page, "with scripts", loud.found, `${tables} tables with filters`);
  await loud.context.close();
}
await browser.close();
end();
