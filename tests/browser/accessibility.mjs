// WCAG 2.2 AA and axe-core's best practice in light, dark, on a phone's width and in print; reflow at 320 px (which is also
// 400 % zoom at 1280) and at WCAG's text spacing. What axe leaves "to review" is printed, for a person to look at.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { end, launch, letters, report } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// https://www.w3.org/TR/WCAG22/#text-spacing
const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";

const VIEWS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  "320 px": { colorScheme: "light", viewport: { width: 320, height: 800 } },
  "320 px, dark, more contrast": { colorScheme: "dark", contrast: "more", viewport: { width: 320, height: 800 } },
  print: { colorScheme: "light", viewport: { width: 800, height: 1100 }, media: "print" },
  "print from a dark screen": { colorScheme: "dark", viewport: { width: 800, height: 1100 }, media: "print" },
};

/** What is cut off or stands outside the window; runs in the page. */
function overflowing() {
  const found = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    // What is out of the flow is hidden from sight on purpose, for screen readers.
    if (!element.textContent.trim() || !element.getClientRects().length || style.position === "absolute" || style.display === "inline") continue;
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const cut =
      (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
    // A table may scroll by itself; that the page does not scroll with it is seen above.
    const outside = element.getBoundingClientRect().right > width + 1 && !element.closest("table");
    if (cut || outside) found.push(`<${element.localName}> does not fit: ${element.textContent.trim().slice(0, 60)}`);
  }
  return found.slice(0, 10);
}

const browser = await launch();
for (const letter of letters.filter((each) => !each.file.startsWith("hostile/"))) {
  for (const [name, { media, ...options }] of Object.entries(VIEWS)) {
    const context = await browser.newContext({ ...options, offline: true, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(letter.url);
    await page.emulateMedia({ media: media ?? "screen" });
    await page.evaluate(AXE);
    const result = await page.evaluate(({ values, rules }) => window.axe.run(document, { runOnly: { type: "tag", values }, rules }), {
      values: TAGS,
      // Nobody touches paper.
      rules: media ? { "target-size": { enabled: false } } : {},
    });
    const found = result.violations.map((each) => `${each.impact} ${each.id}: ${each.help} (${each.nodes.length} times), ${each.nodes[0].html.slice(0, 110)}`);
    found.push(...(await page.evaluate(overflowing)));
    if (!media) {
      await page.addStyleTag({ content: SPACING });
      found.push(...(await page.evaluate(overflowing)).map((each) => `with text spacing: ${each}`));
    }
    const review = result.incomplete.map((each) => `${each.id} (${each.nodes.length})`);
    report(letter, name, found, `${result.passes.length} rules passed` + (review.length ? `; to review: ${review.join(", ")}` : ""));
    await context.close();
  }
}
await browser.close();
end();
