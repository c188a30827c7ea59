// Behind a proxy the page may be reached as /cams instead of /cams/: every relative address would then miss the prefix.
if (!location.pathname.endsWith('/')) {
  location.replace(`${location.pathname}/${location.search}${location.hash}`);
}
