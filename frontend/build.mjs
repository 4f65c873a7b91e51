/* Write the built front end to src/thuocdo/static/thuocdo: `npm ci && npm run build` (add --watch while working on it). */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.dirname(HERE);
const OUT = path.join(ROOT, "src/thuocdo/static/thuocdo");
const FONT = path.join(ROOT, "node_modules/@fontsource/be-vietnam-pro");
const WEIGHTS = [400, 500, 600, 700];
/* Of overlapping ranges the face declared last is asked first: latin-ext also covers ă, đ, ơ and ư, and must not be fetched for them. */
const SUBSETS = ["latin-ext", "vietnamese", "latin"];
const SPRITE = path.join(ROOT, "src/thuocdo/interface/templates/components/_sprite.html");

const fontFile = (subset, weight) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`;

/** Copy the font files and return their @font-face rules. */
async function fonts() {
  const ranges = JSON.parse(await readFile(path.join(FONT, "unicode.json"), "utf8"));
  await mkdir(path.join(OUT, "fonts"), { recursive: true });
  const rules = [];
  for (const weight of WEIGHTS) {
    for (const subset of SUBSETS) {
      const file = fontFile(subset, weight);
      await cp(path.join(FONT, "files", file), path.join(OUT, "fonts", file));
      rules.push(`@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-style:normal;font-display:swap;` +
        `src:url(fonts/${file}) format("woff2");unicode-range:${ranges[subset]}}`);
    }
  }
  await cp(path.join(FONT, "LICENSE"), path.join(OUT, "fonts", "LICENSE.txt"));
  return rules.join("\n");
}

/** Keep the font rules in the style sheet: esbuild sees them as a module named "fonts". */
const fontRules = {
  name: "font-rules",
  setup(build) {
    build.onResolve({ filter: /^fonts$/ }, () => ({ path: "fonts", namespace: "font-rules" }));
    build.onLoad({ filter: /.*/, namespace: "font-rules" }, async () => ({ contents: await fonts(), loader: "css" }));
    build.onResolve({ filter: /\.woff2$/ }, (found) => ({ path: found.path, external: true }));
  },
};

/** One sprite for templates (inlined) and for others (as a file): the template is the source. */
async function drawings() {
  const sprite = await readFile(SPRITE, "utf8");
  await writeFile(path.join(OUT, "sprite.svg"), sprite.replace(/\{#.*?#\}/gs, "").trim());
  await cp(path.join(HERE, "favicon.svg"), path.join(OUT, "favicon.svg"));
}

/** Print what a first visit fetches, compressed, so that growth is seen. */
async function report() {
  const rows = ["app.css", "app.js", "review.js", "handing.js", "theme.js", "sprite.svg", "favicon.svg"];
  for (const name of rows) {
    const content = await readFile(path.join(OUT, name));
    console.log(`${name.padEnd(12)} ${String(content.length).padStart(7)} bytes, ${String(gzipSync(content).length).padStart(6)} gzip`);
  }
  let woff2 = 0;
  for (const weight of WEIGHTS) {
    for (const subset of ["vietnamese", "latin"]) woff2 += (await readFile(path.join(OUT, "fonts", fontFile(subset, weight)))).length;
  }
  console.log(`fonts        ${String(woff2).padStart(7)} bytes for a Vietnamese page that uses all four weights`);
}

const options = {
  entryPoints: ["css/app.css", "js/app.js", "js/review.js", "js/handing.js", "js/theme.js"].map((name) => path.join(HERE, name)),
  outdir: OUT,
  entryNames: "[name]",
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: ["es2022"],
  supported: { nesting: true },
  legalComments: "none",
  plugins: [fontRules],
  logLevel: "warning",
};

if (process.argv.includes("--watch")) {
  await mkdir(OUT, { recursive: true });
  await drawings();
  await (await esbuild.context(options)).watch();
  console.log("watching");
} else {
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  await esbuild.build(options);
  await drawings();
  await report();
}
