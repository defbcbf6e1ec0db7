// What is drawn of the events at one zoom: clusters with counts for what is known to the place, areas for what is known less well.
import type { Feature, FeatureCollection, Point, Polygon } from "geojson";
import type { Box, Happenings, Period } from "./happenings";

const CELL = 52; // Pixels of a cluster's cell: two clusters never lie on each other.
const DRAWN = 16; // An area of a smaller radius, in pixels, is drawn as a cluster's disc: the disc is no smaller than the area.
const WORLD = 512; // Pixels of the world at zoom 0.
const EARTH_KM = 40_075;

export interface Drawn {
  readonly clusters: FeatureCollection<Point>;
  readonly areas: FeatureCollection<Polygon>;
  readonly labels: FeatureCollection<Point>;
}

interface Group {
  count: number;
  lat: number;
  lon: number;
  km: number;
  quads: number[];
  row: number;
  precision: string;
}

/** The groups of what lies in the box and the period. Coordinates of a group are the mean of its events'. */
export function draw(all: Happenings, view: { readonly zoom: number; readonly box: Box; readonly period: Period }): Drawn {
  const scale = WORLD * 2 ** view.zoom;
  const points = new Map<number, Group>();
  const areas = new Map<number, Group>();
  for (let row = 0; row < all.size; row++) {
    if (!all.inBox(row, view.box) || !all.inPeriod(row, view.period)) continue;
    const lat = all.lat[row] ?? 0;
    const km = all.km[row] ?? 0;
    const pixels = (km * scale) / (EARTH_KM * Math.max(0.1, Math.cos((lat * Math.PI) / 180)));
    const cell = Math.floor(((all.x[row] ?? 0) * scale) / CELL) * 0x2000000 + Math.floor(((all.y[row] ?? 0) * scale) / CELL);
    if (pixels > DRAWN) add(areas, cell * 8 + (all.precision[row] ?? 0), all, row);
    else add(points, cell, all, row);
  }
  return { clusters: collection([...points.values()].map(dot)), areas: collection([...areas.values()].map(area)), labels: collection([...areas.values()].map(dot)) };
}

function add(groups: Map<number, Group>, key: number, all: Happenings, row: number): void {
  let group = groups.get(key);
  if (!group) {
    group = { count: 0, lat: 0, lon: 0, km: 0, quads: [0, 0, 0, 0, 0], row, precision: all.names[all.precision[row] ?? 0] ?? "" };
    groups.set(key, group);
  }
  group.count += 1;
  group.lat += all.lat[row] ?? 0;
  group.lon += all.lon[row] ?? 0;
  group.km = Math.max(group.km, all.km[row] ?? 0);
  const quad = all.quad[row] ?? 1;
  group.quads[quad] = (group.quads[quad] ?? 0) + 1;
}

function properties(group: Group): Record<string, string | number> {
  const quad = group.quads.indexOf(Math.max(...group.quads));
  return { count: group.count, quad, row: group.row, shown: group.count.toLocaleString("en"), precision: group.precision };
}

function centre(group: Group): [number, number] {
  return [group.lon / group.count, group.lat / group.count];
}

function dot(group: Group): Feature<Point> {
  return { type: "Feature", geometry: { type: "Point", coordinates: centre(group) }, properties: properties(group) };
}

function area(group: Group): Feature<Polygon> {
  return { type: "Feature", geometry: { type: "Polygon", coordinates: [ring(centre(group), group.km)] }, properties: properties(group) };
}

/** A circle of `km` around a centre, as 48 corners on the sphere. */
export function ring([lon, lat]: readonly [number, number], km: number): [number, number][] {
  const arc = (km / EARTH_KM) * 2 * Math.PI;
  const phi = (lat * Math.PI) / 180;
  const corners: [number, number][] = [];
  for (let step = 0; step <= 48; step++) {
    const bearing = (step / 48) * 2 * Math.PI;
    const north = Math.asin(Math.sin(phi) * Math.cos(arc) + Math.cos(phi) * Math.sin(arc) * Math.cos(bearing));
    const east = Math.atan2(Math.sin(bearing) * Math.sin(arc) * Math.cos(phi), Math.cos(arc) - Math.sin(phi) * Math.sin(north));
    corners.push([lon + (east * 180) / Math.PI, (north * 180) / Math.PI]);
  }
  return corners;
}

function collection<G extends Point | Polygon>(features: Feature<G>[]): FeatureCollection<G> {
  return { type: "FeatureCollection", features };
}
