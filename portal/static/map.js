// The map on an authority's page. Leaflet is fetched when the map comes near the screen, no
// tiles are fetched from anywhere, and every word on it also stands in the list of schools.
const LABELS = 10;

function loaded(element) {
  return new Promise((done, failed) => {
    element.addEventListener("load", done);
    element.addEventListener("error", failed);
    document.head.append(element);
  });
}

function fetchLeaflet() {
  const style = Object.assign(document.createElement("link"), {
    rel: "stylesheet",
    href: "/assets/leaflet/leaflet.css",
  });
  const script = Object.assign(document.createElement("script"), {
    src: "/assets/leaflet/leaflet.js",
  });
  return Promise.all([loaded(style), loaded(script)]);
}

// Built as nodes: names come from outside and must never be read as HTML.
function popup(school) {
  const box = document.createElement("div");
  const link = Object.assign(document.createElement("a"), {
    href: `/school/${school.urn}`,
    textContent: school.name,
  });
  const state = document.createElement("p");
  state.textContent = `Report: ${school.state}`;
  box.append(link, state);
  return box;
}

function pin(school) {
  const shape = document.createElement("span");
  const sign = document.createElement("span");
  shape.className = `pin pin-${school.tone}`;
  sign.textContent = school.symbol;
  shape.append(sign);
  const icon = L.divIcon({ html: shape, className: "place", iconSize: [24, 24] });
  const title = `${school.name}: ${school.state}`;
  return L.marker([school.latitude, school.longitude], { icon, title, alt: title });
}

function towns(schools) {
  const places = new Map();
  for (const school of schools) {
    if (!school.town) continue;
    if (!places.has(school.town)) places.set(school.town, []);
    places.get(school.town).push(school);
  }
  const mean = (list, key) => list.reduce((sum, one) => sum + one[key], 0) / list.length;
  return [...places]
    .sort((one, other) => other[1].length - one[1].length)
    .slice(0, LABELS)
    .map(([town, list]) => ({ town, at: [mean(list, "latitude"), mean(list, "longitude")] }));
}

async function draw(place) {
  const [answer] = await Promise.all([fetch(place.dataset.points), fetchLeaflet()]);
  const { schools } = await answer.json();
  if (!schools.length) return;
  place.hidden = false;
  const map = L.map(place, { attributionControl: false, scrollWheelZoom: false, zoomSnap: 0.25 });
  map.fitBounds(schools.map((school) => [school.latitude, school.longitude]), {
    padding: [30, 30],
    maxZoom: 14,
  });
  L.control.scale({ imperial: true, metric: true }).addTo(map);
  for (const { town, at } of towns(schools)) {
    const name = document.createElement("span");
    name.textContent = town;
    const icon = L.divIcon({ html: name, className: "town", iconSize: null });
    L.marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(map);
  }
  for (const school of schools) pin(school).bindPopup(() => popup(school)).addTo(map);
}

for (const place of document.querySelectorAll("[data-points]")) {
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    draw(place);
  }, { rootMargin: "200px" });
  watch.observe(place.parentElement);
}
