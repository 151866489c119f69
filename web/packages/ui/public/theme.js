// Runs before the first paint, so a theme chosen by hand never flashes the other one.
(() => {
  try {
    const chosen = localStorage.getItem("kiosk.theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage may be forbidden; then the system's preference holds.
  }
})();
