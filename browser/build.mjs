// Bundles every src/*.ts into the package, and lays what the map needs beside it: its worker (a file of its own, since the content
// security policy allows no blob), its style sheet, the outlines, and the licences of what is built in.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const here = new URL(".", import.meta.url).pathname;
const out = `${here}../src/dateline/serve/desk/built`;
const modules = `${here}node_modules`;

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const sources = (await readdir(`${here}src`)).filter((name) => name.endsWith(".ts") && !name.startsWith("_"));
await build({
  entryPoints: sources.map((name) => `${here}src/${name}`),
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  alias: { "maplibre-gl": "maplibre-gl/dist/maplibre-gl-csp.js" },
  legalComments: "none",
  logLevel: "warning",
});
await copyFile(`${modules}/maplibre-gl/dist/maplibre-gl-csp-worker.js`, `${out}/maplibre-gl-csp-worker.js`);
await copyFile(`${modules}/maplibre-gl/dist/maplibre-gl.css`, `${out}/maplibre-gl.css`);
await copyFile(`${modules}/world-atlas/countries-50m.json`, `${out}/countries-50m.json`);
const licences = [
  ["MapLibre GL JS", "maplibre-gl/LICENSE.txt"],
  ["world-atlas (Natural Earth, public domain)", "world-atlas/LICENSE"],
  ["topojson-client", "topojson-client/LICENSE"],
];
const texts = await Promise.all(licences.map(async ([name, path]) => `${name}\n\n${await readFile(`${modules}/${path}`, "utf8")}`));
await writeFile(`${out}/licences.txt`, texts.join(`\n${"-".repeat(72)}\n\n`));
