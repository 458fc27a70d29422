import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { ACT_SCHEMAS, ActRequest, PROTOCOL_VERSION } from '@plenary/protocol';
import type { FastifyInstance, FastifySchema } from 'fastify';

/** The body of an act as readers of the description see it: one shape for each act. Requests are parsed more strictly. */
const DOCUMENTED_ACT = {
  ...ActRequest,
  properties: { ...ActRequest.properties, act: { oneOf: Object.values(ACT_SCHEMAS) } },
};

const ERROR_ANSWER = {
  description: 'Anything that is no success: a code and its facts, see docs/errors.md',
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'facts'],
      properties: { code: { type: 'string' }, facts: { type: 'object', additionalProperties: true } },
    },
  },
};

/** OpenAPI description at `/docs/json`, with pages to read it at `/docs`. Must be registered before the routes. */
export const registerOpenapi = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Plenary',
        version: String(PROTOCOL_VERSION),
        description:
          'Interface of the service. Whoever acts is known by the session cookie, never by the message.',
      },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'plenary-session' } },
      },
    },
    transform: ({ schema, url }) => {
      const answers = typeof schema.response === 'object' ? schema.response : {};
      const documented: FastifySchema = { ...schema, response: { ...answers, default: ERROR_ANSWER } };
      return { schema: url === '/api/acts' ? { ...documented, body: DOCUMENTED_ACT } : documented, url };
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // The bar of the reader of descriptions offers to read other ones, under the mark of another project.
    theme: {
      title: 'Plenary',
      css: [{ filename: 'plenary.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  });
};
