// The map's look: Natural Earth's outlines, names from the gazetteer, and the events. Colours come from the page's style sheet.
import type { ExpressionSpecification, FilterSpecification, StyleSpecification } from "maplibre-gl";
import type { FeatureCollection } from "geojson";

export interface Ground {
  readonly countries: FeatureCollection;
  readonly labels: FeatureCollection;
}

const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };
const FONT = ["sans-serif"];

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function quads(): ExpressionSpecification {
  return ["match", ["get", "quad"], 1, colour("quad1"), 2, colour("quad2"), 3, colour("quad3"), colour("quad4")];
}

export function style(ground: Ground): StyleSpecification {
  const halo = { "text-halo-color": colour("land"), "text-halo-width": 1.4 };
  const ofKind = (kind: string): FilterSpecification => ["==", ["get", "kind"], kind];
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: ground.countries, attribution: "Natural Earth; names GeoNames CC BY 4.0" },
      labels: { type: "geojson", data: ground.labels },
      areas: { type: "geojson", data: EMPTY },
      "area-labels": { type: "geojson", data: EMPTY },
      clusters: { type: "geojson", data: EMPTY },
      lit: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": colour("land") } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": colour("border"), "line-width": ["interpolate", ["linear"], ["zoom"], 0, 0.5, 6, 1.4] } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": quads(), "fill-opacity": 0.1 } },
      { id: "area-edges", type: "line", source: "areas", paint: { "line-color": quads(), "line-width": 1.3, "line-dasharray": [3, 2.5] } },
      {
        id: "countries-names", type: "symbol", source: "labels", filter: ofKind("country"), maxzoom: 7,
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": ["interpolate", ["linear"], ["zoom"], 1, 10, 5, 14], "text-transform": "uppercase", "text-letter-spacing": 0.08, "text-max-width": 7, "symbol-sort-key": ["-", 0, ["get", "population"]] },
        paint: { ...halo, "text-color": colour("quiet") },
      },
      {
        id: "towns", type: "symbol", source: "labels", minzoom: 3, filter: ofKind("city"),
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 11, "text-max-width": 8, "text-padding": 6, "symbol-sort-key": ["-", 0, ["get", "population"]] },
        paint: { ...halo, "text-color": colour("quiet") },
      },
      {
        id: "clusters", type: "circle", source: "clusters",
        paint: { "circle-color": quads(), "circle-opacity": 0.88, "circle-stroke-color": colour("sheet"), "circle-stroke-width": 1.2, "circle-radius": ["case", ["==", ["get", "count"], 1], 6, ["interpolate", ["linear"], ["log10", ["get", "count"]], 0.3, 11, 2, 16, 5, 25]] },
      },
      {
        id: "area-counts", type: "symbol", source: "area-labels",
        layout: { "text-field": ["concat", ["get", "shown"], " in this ", ["get", "precision"]], "text-font": FONT, "text-size": 11.5, "text-allow-overlap": false, "text-max-width": 12 },
        paint: { "text-color": colour("ink"), "text-halo-color": colour("land"), "text-halo-width": 1.6 },
      },
      {
        id: "cluster-counts", type: "symbol", source: "clusters", filter: [">", ["get", "count"], 1],
        layout: { "text-field": ["get", "shown"], "text-font": FONT, "text-size": 11.5, "text-allow-overlap": true },
        paint: { "text-color": colour("sheet") },
      },
      { id: "lit", type: "line", source: "lit", paint: { "line-color": colour("ink"), "line-width": 2.5 } },
    ],
  };
}
