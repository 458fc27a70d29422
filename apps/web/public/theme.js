// Runs before the first paint so that a chosen theme and language never flash. Kept out of the page because the
// content security policy forbids inline script.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem('plenary.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    var lang = new URLSearchParams(location.search).get('lang') || localStorage.getItem('plenary.lang');
    if (lang && /^(ar|zh|en|fr|ru|es)$/.test(lang)) {
      root.lang = lang;
      root.dir = lang === 'ar' ? 'rtl' : 'ltr';
    }
  } catch {
    // Storage can be forbidden; the page then follows the system's theme and the server's language.
    root.dataset.storage = 'none';
  }
})();
