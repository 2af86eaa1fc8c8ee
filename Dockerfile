# syntax=docker/dockerfile:1
# Labdex as an image, for amd64 and arm64: Node, the program without its playground, and of each package only the files
# that it loads. scripts/image-check.ts takes these steps without Docker, in CI.

FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma prisma
RUN npm ci
COPY . .
RUN node scripts/image.mjs /labdex

FROM node:22-bookworm-slim
LABEL org.opencontainers.image.title="Labdex" \
      org.opencontainers.image.description="A Discord bot that knows China's AI labs and their models" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /labdex /labdex
RUN ln -s /labdex/dist/main.js /usr/local/bin/labdex && mkdir /data && chown 1000:1000 /data
ENV NODE_ENV=production \
    NODE_OPTIONS="--max-semi-space-size=8 --v8-pool-size=1" \
    MALLOC_ARENA_MAX=2 \
    DATABASE_URL=file:/data/labdex.db \
    HEALTH_PORT=8421
WORKDIR /data
VOLUME /data
EXPOSE 8421
# The base image's own user without rights; a number, so that it can be seen to be none with rights.
USER 1000:1000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["labdex", "healthy"]
ENTRYPOINT ["labdex"]
