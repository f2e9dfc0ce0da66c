// Imports every specifier that it is given; the first that fails ends it.
for (const specifier of process.argv.slice(2)) {
  await import(specifier, specifier.endsWith('.json') ? { with: { type: 'json' } } : {});
}
