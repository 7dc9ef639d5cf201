"""Page -> Article: decoding, main text, blocks, metadata, site profiles."""
