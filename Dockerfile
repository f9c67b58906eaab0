# docker build -t pdfbrochure .
# docker run --rm --network none -u "$(id -u):$(id -g)" -v "$PWD:/brochure" pdfbrochure build
FROM python:3.13-slim AS build
# Further fonts and formats: --build-arg EXTRAS=[cjk,world,sea,svg]
ARG EXTRAS=""
COPY pyproject.toml README.md LICENSE /source/
COPY src /source/src
RUN pip install --no-cache-dir --disable-pip-version-check --prefix=/program "/source${EXTRAS}"

FROM python:3.13-slim
COPY --from=build /program /usr/local
RUN useradd --uid 10001 writer
USER writer
WORKDIR /brochure
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
ENTRYPOINT ["pdfbrochure"]
CMD ["--help"]
