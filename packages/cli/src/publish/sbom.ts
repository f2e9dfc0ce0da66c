/** A component of CycloneDX, as far as it is read here. */
interface Component {
  readonly 'bom-ref': string;
  readonly hashes?: readonly Hash[];
  readonly externalReferences?: readonly Reference[];
}

interface Hash {
  readonly alg: string;
  readonly content: string;
}

interface Reference {
  readonly type: string;
  readonly hashes?: readonly Hash[];
}

interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** The edition of CycloneDX that SBOMs are written in. */
export const CYCLONEDX = '1.6';

/**
 * The SBOM that pnpm made, without what differs from run to run (a serial number and the time) and from registry to
 * registry (addresses; what these lead to is held by its hash), and with the hash of the tarball. In one order.
 */
export function settledSbom(text: string, integrity: string): object {
  const {
    serialNumber: _number,
    metadata,
    components,
    dependencies,
    ...bom
  } = JSON.parse(text) as Bom & {
    serialNumber?: string;
  };
  const { timestamp: _time, ...rest } = metadata as Bom['metadata'] & { timestamp?: string };
  const content = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
  return {
    ...bom,
    metadata: {
      ...rest,
      component: { ...settled(metadata.component), hashes: [{ alg: 'SHA-512', content }] },
    },
    components: components.map(settled).toSorted(by(({ 'bom-ref': reference }) => reference)),
    dependencies: dependencies
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.toSorted() }))
      .toSorted(by(({ ref }) => ref)),
  };
}

/** The hash of what a registry serves moves from its address to the component. */
function settled({ externalReferences = [], ...component }: Component): Component {
  const distribution = externalReferences.find(({ type }) => type === 'distribution');
  const others = externalReferences.filter((reference) => reference !== distribution);
  return {
    ...component,
    ...(distribution?.hashes === undefined ? {} : { hashes: distribution.hashes }),
    ...(others.length === 0 ? {} : { externalReferences: others }),
  };
}

function by<Item>(key: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}
