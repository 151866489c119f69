# The production image: the web apps are built in one stage, the locked Python environment in another.
FROM python:3.13-slim-bookworm AS build
RUN pip install --no-cache-dir uv==0.13.8
WORKDIR /app
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
COPY pyproject.toml uv.lock README.md ./
RUN uv sync --frozen --no-install-project --extra redis --group web
COPY web/ web/
RUN cd web && PATH="/app/.venv/bin:$PATH" npm ci && PATH="/app/.venv/bin:$PATH" npm run build
COPY src/ src/
RUN uv sync --frozen --extra redis --no-group web \
    && find web -name node_modules -prune -exec rm -rf {} +

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --create-home kiosk
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY --from=build /app/web web
COPY src src
COPY locales locales
COPY migrations migrations
ENV PATH="/app/.venv/bin:$PATH" PYTHONUNBUFFERED=1 \
    KIOSK_HOST=0.0.0.0 KIOSK_PORT=8000 KIOSK_DATA_DIR=/data
USER kiosk
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/ready', timeout=2)"]
CMD ["kiosk", "serve"]
