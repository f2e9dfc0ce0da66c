import Pets from '@acme/pets-client';

const client = new Pets({ apiToken: process.env['API_TOKEN'], baseURL: process.env['BASE_URL'] ?? '' });
const item = await client.items.get('a1b2c3');
process.stdout.write(JSON.stringify({ item: [item.id, item.name, item.age] }));
