// The letter on paper: A4, each passage there and inside the margins, nothing over anything else, page numbers, table headers
// on each page of a table, annexes on pages of their own, no heading left alone, and what must stand on every page.
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { end, folder, launch, letters, report } from "./browser.mjs";

// pdf.js wants these to draw with, which reading text does not, and warns that the large library is not there which has them.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
const { warn } = console;
console.warn = () => {};
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
console.warn = warn;

const A4 = [595, 842];
// Points. No text nearer to the paper's edge; most of it no smaller than GOV.UK asks of print, none smaller than can be read.
// A letter with something too wide in it is shrunk by the browser, which shows here.
const MARGIN = 28;
const USUAL_SIZE = 11.9;
const LEAST_SIZE = 9;
const squeeze = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u200b]+/g, "");

/** The letter's passages in reading order, as the browser shows them in print. */
function passages() {
  const shown = (element) => element.checkVisibility() && getComputedStyle(element).position !== "absolute";
  const blocks = [];
  const tables = [...document.querySelectorAll("table")];
  for (const element of document.querySelectorAll("main *, address, header *")) {
    const inside = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const inline = getComputedStyle(element).display.startsWith("inline");
    if (!inside || inline || !shown(element) || !element.innerText.trim()) continue;
    // Only its own text: a list inside a list item is a passage of its own.
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE || getComputedStyle(node).display?.startsWith("inline"));
    const table = element.closest("table");
    const part = element.closest("thead") ? "head" : element.closest("tbody") ? "body" : "";
    blocks.push({ tag: element.localName, text: own.map((node) => node.innerText ?? node.data).join(""), table: tables.indexOf(table), part });
  }
  return blocks;
}

async function read(path) {
  const pdf = await getDocument({ url: path, verbosity: 0, useSystemFonts: true }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const [, , width, height] = page.view;
    const items = (await page.getTextContent()).items
      .filter((item) => item.str.trim())
      // Text at a slant is a watermark, which lies under the letter.
      .filter((item) => Math.abs(item.transform[1]) < 0.01)
      .map((item) => ({ text: item.str, x: item.transform[4], y: item.transform[5], width: item.width, height: item.height }));
    pages.push({ width, height, items, text: squeeze(items.map((item) => item.text).join("")) });
  }
  await pdf.destroy();
  return pages;
}

/** The pages on which a passage stands, in as many pieces as it crosses pages; null where some of it is nowhere. */
function place(text, pages, from) {
  const on = [];
  let rest = squeeze(text);
  for (let index = from; rest && index < pages.length; index++) {
    let low = 0;
    let high = rest.length;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (pages[index].text.includes(rest.slice(0, middle))) low = middle;
      else high = middle - 1;
    }
    // A few letters stand on any page; a real piece is a line or all that is left.
    if (low === rest.length || low >= 12) {
      on.push(index);
      rest = rest.slice(low);
    }
  }
  return rest ? null : on;
}

function outside(pages) {
  return pages.flatMap(({ width, height, items }, index) =>
    items
      .filter((item) => item.x < MARGIN || item.x + item.width > width - MARGIN || item.y < MARGIN / 2 || item.y > height - MARGIN / 2)
      .map((item) => `page ${index + 1}: outside the margins: ${item.text.slice(0, 60)}`),
  );
}

function small(pages) {
  const sizes = pages.flatMap(({ items }) => items.flatMap(({ height, text }) => Array(text.length).fill(height))).sort((a, b) => a - b);
  const found = [];
  const tenth = sizes[Math.floor(sizes.length / 10)];
  if (tenth < USUAL_SIZE) found.push(`a tenth of the text is smaller than 12 point: ${tenth.toFixed(1)}`);
  if (sizes[0] < LEAST_SIZE) found.push(`text of ${sizes[0].toFixed(1)} point`);
  return found;
}

function overprinted(pages) {
  const found = [];
  pages.forEach(({ items }, index) => {
    items.forEach((a, i) => {
      for (const b of items.slice(i + 1)) {
        const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        const least = Math.min(a.height, b.height);
        if (across > least && down > 0.4 * least) found.push(`page ${index + 1}: over each other: ${a.text.slice(0, 30)} / ${b.text.slice(0, 30)}`);
      }
    });
  });
  return found;
}

function followed(text, title, after, gap) {
  for (let at = text.indexOf(title); at >= 0; at = text.indexOf(title, at + 1)) if (text.startsWith(after, at + title.length + gap)) return true;
  return false;
}

function check(letter, blocks, pages) {
  const found = [];
  const everything = pages.map((page) => page.text).join("");
  if (pages.length < 2) found.push("one page only");
  if (pages.some(({ width, height }) => Math.abs(width - A4[0]) > 2 || Math.abs(height - A4[1]) > 2)) found.push("not A4");
  for (const title of letter.titles) if (!letter.hostile && !everything.includes(squeeze(title))) found.push(`missing: ${title}`);
  pages.forEach((page, index) => {
    const margins = page.items.filter((item) => item.y < 60 || item.y > page.height - 60);
    const number = new RegExp(`(?<!\\d)${index + 1}(of${pages.length})?(?!\\d)`);
    if (!margins.some((item) => number.test(squeeze(item.text))) && !number.test(squeeze(margins.map((item) => item.text).join(" ")))) found.push(`page ${index + 1}: no page number`);
    for (const words of letter.on_every_page) if (!page.text.toLowerCase().includes(squeeze(words))) found.push(`page ${index + 1}: no ${words}`);
  });

  let from = 0;
  for (const block of blocks) {
    block.pages = place(block.text, pages, from) ?? place(block.text, pages, 0);
    // The hostile letter holds scripts that this machine may have no font for.
    if (!block.pages && !(letter.hostile && /[^\x20-\x7e]/.test(block.text))) found.push(`missing: <${block.tag}> ${block.text.trim().slice(0, 80)}`);
    // Only long passages are sure to be where they were found.
    else if (block.pages && squeeze(block.text).length > 40 && block.part !== "head") from = Math.max(from, block.pages[0]);
  }
  blocks.forEach((block, index) => {
    const next = blocks[index + 1];
    if (!/^h[1-6]$/.test(block.tag) || !next?.pages || !block.pages) return;
    // With what follows it, and perhaps a bullet between, since a short heading's words may stand anywhere.
    const [title, after] = [squeeze(block.text), squeeze(next.text).slice(0, 20)];
    if (!pages.some(({ text }) => [0, 1, 2].some((gap) => followed(text, title, after, gap)))) found.push(`heading left alone: ${block.text.trim()}`);
    if (/^annex/i.test(block.text.trim()) && block.tag === "h2") {
      // The line of enclosures names it on an earlier page, too.
      const starts = pages.map(({ text }) => text.indexOf(squeeze(block.text)));
      if (!starts.some((start) => start >= 0 && start <= 160)) found.push(`not on a page of its own: ${block.text.trim()}`);
    }
  });
  for (const table of new Set(blocks.map((block) => block.table))) {
    if (table < 0) continue;
    const own = blocks.filter((block) => block.table === table);
    const head = own.filter((block) => block.part === "head").map((block) => squeeze(block.text));
    const on = new Set(own.filter((block) => block.part === "body" && squeeze(block.text).length > 40).flatMap((block) => block.pages ?? []));
    for (const index of on) for (const words of head) if (!pages[index].text.includes(words)) found.push(`page ${index + 1}: table without its header ${words}`);
  }
  return [...found, ...small(pages), ...outside(pages), ...overprinted(pages)].slice(0, 30);
}

const browser = await launch();
for (const letter of letters) {
  const page = await browser.newPage({ colorScheme: "light" });
  await page.goto(letter.url);
  await page.emulateMedia({ media: "print" });
  const blocks = await page.evaluate(passages);
  const path = join(folder, letter.file.replace(/html$/, "pdf"));
  writeFileSync(path, await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }));
  const pages = await read(path);
  report(letter, "print", check(letter, blocks, pages), `${pages.length} pages, ${blocks.length} passages`);
  await page.close();
}
await browser.close();
end();
