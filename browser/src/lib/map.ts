// The map of a view: outlines, names, events; says when it was moved and what was chosen on it.
import * as maplibregl from "maplibre-gl";
import type { GeoJSONSource, MapMouseEvent } from "maplibre-gl";
import type { FeatureCollection, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { draw, ring } from "./clusters";
import type { Box, Happenings, Period } from "./happenings";
import { style } from "./style";

type Label = [name: string, lon: number, lat: number, kind: string, population: number];

export class EventMap {
  private readonly map: maplibregl.Map;
  private all: Happenings | null = null;
  private period: Period = { first: null, last: null };

  private constructor(map: maplibregl.Map) {
    this.map = map;
  }

  /** The map in `element`, ready to draw. */
  static async open(element: HTMLElement, moved: () => void): Promise<EventMap> {
    maplibregl.setWorkerUrl("/desk/built/maplibre-gl-csp-worker.js");
    const [countries, labels] = await Promise.all([outlines(), names()]);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = new maplibregl.Map({
      container: element,
      style: style({ countries, labels }),
      center: [25, 25],
      zoom: 1.2,
      maxZoom: 11,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: still ? 0 : 120,
      attributionControl: { compact: true },
      cooperativeGestures: matchMedia("(max-width: 40rem)").matches,
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    map.getCanvas().setAttribute("aria-label", "Map of events; arrow keys move it, plus and minus zoom");
    await new Promise<void>((ready) => map.once("load", () => ready()));
    const made = new EventMap(map);
    map.on("moveend", moved);
    for (const layer of ["clusters", "areas"]) made.listen(layer);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      map.setStyle(style({ countries, labels }));
      map.once("styledata", () => made.redraw());
    });
    return made;
  }

  show(all: Happenings, period: Period): void {
    this.all = all;
    this.period = period;
    this.redraw();
  }

  box(): Box {
    const bounds = this.map.getBounds();
    const wide = bounds.getEast() - bounds.getWest() >= 360;
    return {
      west: wide ? -180 : wrapped(bounds.getWest()),
      east: wide ? 180 : wrapped(bounds.getEast()),
      south: Math.max(-90, bounds.getSouth()),
      north: Math.min(90, bounds.getNorth()),
    };
  }

  /** Shows a box at once, without a flight. */
  fit(box: Box, padding = 0): void {
    const east = box.east < box.west ? box.east + 360 : box.east;
    this.map.fitBounds([[box.west, box.south], [east, box.north]], { animate: false, padding, maxZoom: 8 });
  }

  /** Rings the event of this row; null takes the ring away. */
  light(row: number | null): void {
    const source = this.map.getSource<GeoJSONSource>("lit");
    const all = this.all;
    if (!source) return;
    const centre: [number, number] | null = row === null || !all ? null : [all.lon[row] ?? 0, all.lat[row] ?? 0];
    const perPixel = (40_075 * Math.cos(((centre?.[1] ?? 0) * Math.PI) / 180)) / (512 * 2 ** this.map.getZoom());
    const km = row === null || !all ? 0 : Math.max(all.km[row] ?? 5, perPixel * 14);
    source.setData({ type: "FeatureCollection", features: centre ? [{ type: "Feature", geometry: { type: "LineString", coordinates: ring(centre, km) }, properties: {} }] : [] });
  }

  private redraw(): void {
    if (!this.all) return;
    const drawn = draw(this.all, { zoom: this.map.getZoom(), box: padded(this.box()), period: this.period });
    this.map.getSource<GeoJSONSource>("clusters")?.setData(drawn.clusters);
    this.map.getSource<GeoJSONSource>("areas")?.setData(drawn.areas);
    this.map.getSource<GeoJSONSource>("area-labels")?.setData(drawn.labels);
  }

  private listen(layer: string): void {
    this.map.on("click", layer, (event: MapMouseEvent & { features?: maplibregl.MapGeoJSONFeature[] }) => {
      const chosen = event.features?.[0];
      if (!chosen || event.defaultPrevented) return;
      event.preventDefault();
      const row = Number(chosen.properties["row"]);
      if (Number(chosen.properties["count"]) === 1) location.assign(`/events/${encodeURIComponent(this.all?.ids[row] ?? "")}`);
      else this.map.easeTo({ center: event.lngLat, zoom: this.map.getZoom() + 2 });
    });
    this.map.on("mouseenter", layer, () => (this.map.getCanvas().style.cursor = "pointer"));
    this.map.on("mouseleave", layer, () => (this.map.getCanvas().style.cursor = ""));
  }
}

function wrapped(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}

/** A little more than is seen, so that a short pan shows no empty edge. */
function padded(box: Box): Box {
  const [high, wide] = [(box.north - box.south) * 0.2, (box.east < box.west ? box.east + 360 - box.west : box.east - box.west) * 0.2];
  const whole = wide * 7 >= 360;
  return { west: whole ? -180 : wrapped(box.west - wide), east: whole ? 180 : wrapped(box.east + wide), south: box.south - high, north: box.north + high };
}

async function outlines(): Promise<FeatureCollection> {
  const topology = (await fetched("/desk/built/countries-50m.json")) as Topology<{ countries: GeometryCollection }>;
  const found = feature(topology, topology.objects.countries);
  for (const { geometry } of found.features) {
    if (geometry.type === "Polygon") geometry.coordinates = geometry.coordinates.map(unrolled);
    if (geometry.type === "MultiPolygon") geometry.coordinates = geometry.coordinates.map((rings) => rings.map(unrolled));
  }
  return found;
}

/** world-atlas joins what Natural Earth cut at the antimeridian; on a flat map a ring must go on past 180 degrees instead of jumping back. */
function unrolled(ring: Position[]): Position[] {
  let turn = 0;
  const flat = ring.map(([lon = 0, lat = 0], at) => {
    const step = at ? lon - (ring[at - 1]?.[0] ?? lon) : 0;
    if (step > 180) turn -= 360;
    if (step < -180) turn += 360;
    return [lon + turn, lat];
  });
  // A ring around the pole does not close: it is closed along the map's lower edge.
  if (turn) flat.push([flat.at(-1)?.[0] ?? 180, -89.9], [flat[0]?.[0] ?? -180, -89.9], flat[0] ?? [-180, -89.9]);
  return flat;
}

async function names(): Promise<FeatureCollection> {
  const labels = (await fetched("/desk/labels.json")) as Label[];
  return {
    type: "FeatureCollection",
    features: labels.map(([name, lon, lat, kind, population]) => ({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { name, kind, population } })),
  };
}

export async function fetched(url: string): Promise<unknown> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}
