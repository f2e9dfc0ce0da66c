const parameter = {
  type: 'string',
  minLength: 1,
  description: 'The query parameter or body field that selects a page.',
};

/** A JSON pointer (RFC 6901) to a member; the body of a page has its envelope around it. */
const pointer = (description: string) => ({
  type: 'string',
  pattern: '^(/([^/~]|~[01])*)+$',
  description: `A JSON pointer into ${description}.`,
});

const items = {
  type: 'string',
  pattern: '^(/([^/~]|~[01])*)*$',
  description: "A JSON pointer to the list of items, such as /data; '' is the body itself.",
};

const more = pointer('the body: whether there is another page; false ends');

const first = (standard: number) => ({
  type: 'integer',
  minimum: 0,
  description: `The number of the first page or item. Default: the default in the document, else ${standard}.`,
});

/** One style of pagination: its keys, and those of them that it needs. */
function style<Name extends string, Properties extends object>(
  name: Name,
  description: string,
  needed: readonly string[],
  properties: Properties,
) {
  return {
    type: 'object',
    description,
    additionalProperties: false,
    required: ['style', 'items', ...needed],
    properties: { style: { const: name }, items, ...properties, more },
  };
}

/** `pagination` of `sdk.yaml`, by operation. */
export const PAGINATION_SCHEMA = {
  type: 'object',
  discriminator: { propertyName: 'style' },
  oneOf: [
    style('cursor', 'Each page names the next; one that names none is the last.', ['parameter'], {
      parameter,
      next: pointer('the body: what the parameter has to be for the next page'),
      last: pointer('the last item of a page, in place of next: what the parameter has to be'),
    }),
    style('page', 'Pages have numbers; an empty one ends.', ['parameter'], {
      parameter,
      first: first(1),
      totalPages: pointer('the body: the number of pages; the last one ends'),
    }),
    style('offset', 'A page begins at an item; an empty one ends.', ['parameter'], {
      parameter,
      first: first(0),
      totalItems: pointer('the body: the number of items; the last one ends'),
    }),
    style('link', 'Each page has the URL of the next; one that has none is the last.', [], {
      next: pointer(
        'the body: the URL of the next page. Default: the header Link with rel="next" (RFC 8288)',
      ),
    }),
  ],
};
