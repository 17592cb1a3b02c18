/** An old Node cannot even load a .ts file, so this is asked first, in a file that every Node reads. */
export async function enterWithNode24(load) {
  if (Number(process.versions.napi) >= 10) {
    await import('./quick-load.mjs');
    return load();
  }
  process.stderr.write(
    `Dealfloor needs Node 24.15 or newer; this is ${process.version}. Start it with "npm start", which brings its own.\n`,
  );
  process.exit(2);
}
