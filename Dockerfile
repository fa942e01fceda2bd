# syntax=docker/dockerfile:1
# Debian and not Alpine: the embedded PostgreSQL and bcrypt bring binaries that want glibc.
FROM node:22-bookworm-slim AS manifests
WORKDIR /parley
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY libs/client/package.json libs/client/
COPY libs/contracts/package.json libs/contracts/
COPY libs/tooling/package.json libs/tooling/

FROM manifests AS build
RUN npm ci --omit=dev
COPY . .
RUN npm run build

# Only what the server needs at run time: neither the web client's packages nor what builds. The Prisma CLI, 200 MB
# with all it brings, makes the database client and is never started by the server.
FROM manifests AS packages
RUN npm ci --omit=dev --workspace=apps/api --include-workspace-root=false \
    && npm uninstall --no-save --omit=dev --omit=peer --workspace=apps/api prisma

FROM node:22-bookworm-slim
# tini is the init: it passes SIGTERM on and reaps the database's children, also under a plain `docker run`.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner=node --group=node --mode=0700 /data
WORKDIR /parley
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
COPY --from=packages /parley ./
COPY --from=build /parley/prisma prisma
COPY --from=build /parley/libs/contracts/dist libs/contracts/dist
COPY --from=build /parley/apps/api/dist apps/api/dist
COPY --from=build /parley/apps/web/dist apps/web/dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
