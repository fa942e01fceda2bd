// Runs before the first paint, or a page kept dark would flash white. A file of its own, because inline scripts are refused.
(function () {
  try {
    const saved = JSON.parse(localStorage.getItem('parley.theme') || '{}');
    const theme = saved.state && saved.state.theme;
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage refused or broken: the system's choice holds.
  }
})();
