// A letter is inert: no script runs or is even compiled, nothing is requested but the file, nothing opens, and no element or
// attribute is there that the template did not make. What the honest letters are made of says what a hostile one may be.
import { end, launch, letters, report } from "./browser.mjs";

const SCHEMES = ["https:", "mailto:"];
// What a narrative's own marks may make, whether or not an honest letter uses them.
const NARRATIVE = ["p", "p dir", "ul", "li", "li dir", "em", "strong", "a", "a href"];
const WATCHED = ["alert", "confirm", "prompt", "print", "open", "fetch", "setTimeout", "setInterval", "requestAnimationFrame", "queueMicrotask", "postMessage"];

/** Leave a mark when an API is called by which a payload shows that it ran; before any script of the page can run. */
function watch(names) {
  const ran = [];
  Object.defineProperty(window, "__ran", { value: ran });
  const wrap = (owner, name) => {
    const old = owner[name];
    owner[name] = function (...given) {
      ran.push(name);
      return owner === window && ["alert", "confirm", "prompt", "print", "open"].includes(name) ? null : old.apply(this, given);
    };
  };
  for (const name of names) wrap(window, name);
  wrap(Document.prototype, "write");
  wrap(Document.prototype, "createElement");
  wrap(Navigator.prototype, "sendBeacon");
  wrap(XMLHttpRequest.prototype, "open");
  wrap(EventTarget.prototype, "addEventListener");
}

/** What the document is made of, and what in it could act. */
function anatomy(schemes) {
  const parts = new Set();
  const found = [...window.__ran].map((name) => `script called ${name}`);
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    parts.add(name);
    if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") found.push(`<${name}> is not HTML`);
    if (element.shadowRoot) found.push(`<${name}> has a shadow root`);
    if (["script", "iframe", "frame", "object", "embed", "base", "form", "link"].includes(name)) found.push(`<${name}>`);
    if (name === "style" && /@import|url\s*\(|\\/i.test(element.textContent)) found.push("<style> reaches out");
    for (const attribute of element.attributes) {
      parts.add(`${name} ${attribute.name}`);
      if (/^on/i.test(attribute.name)) found.push(`<${name}> has ${attribute.name}`);
      if (["href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"].includes(attribute.name)) {
        const target = attribute.value;
        if (name === "a" && attribute.name === "href" && target.startsWith("#")) continue;
        if (!URL.canParse(target) || !schemes.includes(new URL(target).protocol)) found.push(`<${name}> leads to ${target.slice(0, 80)}`);
      }
    }
  }
  const refresh = document.querySelector("meta[http-equiv=refresh i]");
  if (refresh) found.push("the page sends the reader elsewhere");
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION);
  while (walker.nextNode()) found.push(`comment: ${walker.currentNode.data.slice(0, 60)}`);
  if (document.compatMode !== "CSS1Compat") found.push("no doctype");
  if (document.characterSet !== "UTF-8") found.push(`read as ${document.characterSet}`);
  return { parts: [...parts], found };
}

/** Open a letter as a reader would, and see what comes of it. */
async function open(browser, letter) {
  const found = [];
  const context = await browser.newContext({ acceptDownloads: false });
  const page = await context.newPage();
  context.on("page", (other) => other !== page && found.push(`opened ${other.url()}`));
  page.on("console", (message) => found.push(`console: ${message.text().slice(0, 100)}`));
  page.on("dialog", (dialog) => {
    found.push(`dialog: ${dialog.message().slice(0, 100)}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("pageerror", (error) => found.push(`script error: ${error.message.slice(0, 100)}`));
  page.on("download", (download) => found.push(`download: ${download.url().slice(0, 100)}`));
  page.on("framenavigated", (frame) => frame.url().split("#")[0] !== letter.url && found.push(`went to ${frame.url().slice(0, 100)}`));
  page.on("request", (request) => request.url() !== letter.url && found.push(`requested ${request.url().slice(0, 100)}`));
  await context.route("**/*", (route) => (route.request().url() === letter.url ? route.continue() : route.abort()));
  const session = await context.newCDPSession(page);
  // The debugger names each script that is compiled; an inline one, a handler or a javascript: address bears the page's own.
  session.on("Debugger.scriptParsed", (event) => event.url.startsWith("file:") && found.push(`script compiled at line ${event.startLine + 1}`));
  await session.send("Debugger.enable");
  await page.addInitScript(watch, WATCHED);
  await page.goto(letter.url);
  await page.mouse.move(200, 200);
  await page.mouse.wheel(0, 400);
  for (let i = 0; i < 5; i++) await page.keyboard.press("Tab");
  await page.waitForTimeout(300);
  const seen = await page.evaluate(anatomy, SCHEMES);
  await context.close();
  return { parts: seen.parts, found: [...found, ...seen.found] };
}

const browser = await launch();
const honest = new Set(NARRATIVE);
for (const letter of [...letters].sort((a, b) => a.hostile - b.hostile)) {
  const { parts, found } = await open(browser, letter);
  if (letter.hostile) found.push(...parts.filter((part) => !honest.has(part)).map((part) => `made of ${part}, as no honest letter is`));
  else for (const part of parts) honest.add(part);
  report(letter, "inert", found, `${parts.length} kinds of parts`);
}
await browser.close();
end();
