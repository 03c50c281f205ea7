# Two stages: Node builds the pages' stylesheet and script and stays behind; what runs is Python and Pango alone.
FROM debian:bookworm-slim AS assets
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY requirements-build.txt ./
RUN python3 -m venv /node && /node/bin/pip install --no-cache-dir --require-hashes -r requirements-build.txt
ENV PATH=/node/bin:$PATH
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY frontend frontend
RUN npm run build

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2 && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 esafety && useradd --uid 10001 --gid esafety --home-dir /srv/esafety --shell /usr/sbin/nologin esafety
WORKDIR /srv/esafety
COPY requirements.txt ./
RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data STATIC_ROOT=/srv/static
COPY . .
COPY --from=assets /src/build/static build/static
RUN DATA_DIR=/tmp/build python3 manage.py collectstatic --noinput --verbosity 0 && chmod -R a+rX /srv/static && rm -rf /tmp/build
RUN install -d -o esafety -g esafety -m 0700 /data /keys
USER esafety
ENTRYPOINT ["docker/entrypoint"]
CMD ["web"]
