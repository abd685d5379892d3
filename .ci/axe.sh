#!/usr/bin/env bash
# Looks for accessibility errors in published pages, as wide as a screen and as a phone: .ci/axe.sh PAGE...
# Needs Chromium, node with npm, and a network for two packages. Fails at any violation that axe finds, and where a page
# is wider than its window.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: .ci/axe.sh PAGE..." >&2; exit 2; }

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --prefix "$work" --ignore-scripts --no-audit --no-fund --loglevel=error \
    puppeteer-core@24.43.1 axe-core@4.14.1 > /dev/null
cat > "$work/axe.js" << 'JS'
const path = require("path");
const puppeteer = require("puppeteer-core");

(async () => {
  const [executablePath, ...files] = process.argv.slice(2);
  const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  let faults = 0;
  for (const file of files) {
    for (const width of [1280, 375]) {
      const page = await browser.newPage();
      // The page's own policy lets no script in, and axe is one.
      await page.setBypassCSP(true);
      await page.setViewport({ width, height: 900 });
      await page.goto("file://" + path.resolve(file));
      const over = await page.evaluate(() => {
        const root = document.documentElement;
        return root.scrollWidth - root.clientWidth;
      });
      await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
      const { violations, passes } = await page.evaluate(() => axe.run(document));
      console.log(`${file} at ${width}: ${passes.length} rules pass, ${violations.length} do not`);
      for (const { id, help, nodes } of violations) console.log(`  ${id}: ${help}: ${nodes[0].html}`);
      if (over > 0) console.log(`  ${over} wider than the window`);
      faults += violations.length + (over > 0 ? 1 : 0);
      await page.close();
    }
  }
  await browser.close();
  process.exit(faults > 0 ? 1 : 0);
})();
JS
node "$work/axe.js" "$chromium" "$@"
