/**
 * Reads flat columns of a Parquet file in batches: vectors of doubles, of instants and of dictionary ids.
 *
 * <p>{@link io.costflow.lineitem.parquet.ParquetBatchReader} opens a file, resolves the requested columns against the footer, prunes row groups by their
 * statistics and fills a {@link io.costflow.lineitem.parquet.ColumnBatch}. The package knows neither line items nor days nor groups: any flat table could be
 * read with it.
 *
 * <p>parquet-java does everything that reads the format's structure: it parses the footer, fetches row groups, splits column chunks into pages and decodes the
 * rarer encodings. Decoded here, because parquet-java does it value by value, are dictionary ids and definition levels ({@code RleBitPackedReader}) and plain
 * values of a fixed length ({@code PlainFixedReader}). Pages are decompressed without Hadoop's codecs ({@code PageDecompressor}).
 *
 * <p>The reader is private to Costflow because parquet-java has no public interface that returns a batch of dictionary ids: its column readers return one value
 * per call. Spark, Trino and Flink each have a vectorised reader of their own for the same reason. Theirs are bound to their types, and Flink's reads a column
 * that is missing as NULL without an error.
 */
package io.costflow.lineitem.parquet;
