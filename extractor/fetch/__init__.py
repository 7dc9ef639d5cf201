"""URLs, feeds, sitemaps, WARC files, folders -> Page. The only room that touches the network."""
