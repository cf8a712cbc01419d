public import Fleet

/// A site document that is kept in a file.
public enum SiteFile {
    /// Reads the site document at `path`, JSON or YAML.
    public static func read(_ path: String) throws(ConfigurationFileError) -> SiteDocument {
        let bytes = try ConfigurationFile.contents(of: path)
        do throws(InvalidConfiguration) {
            return try SiteDocument(reading: bytes, as: DocumentFormat(fileName: path))
        } catch {
            throw .invalid(path: path, error)
        }
    }

    /// The site document that `configuration` names, `nil` when it names none, and what it says of this very sensor.
    public static func read(
        for configuration: Configuration
    ) throws(ConfigurationFileError) -> (document: SiteDocument, sensor: SiteDocument.Sensor)? {
        guard let path = configuration.siteFile else { return nil }
        let document = try read(path)
        do throws(InvalidConfiguration) {
            return (document, try document.sensor(of: configuration))
        } catch {
            throw .invalid(path: path, error)
        }
    }

    /// Whether the file at `path` is meant as a site document and not as a configuration. A file that is neither is not.
    public static func isMeant(by path: String) -> Bool {
        guard let bytes = try? ConfigurationFile.contents(of: path),
            let document = try? DocumentValue(reading: bytes, as: DocumentFormat(fileName: path))
        else { return false }
        return SiteDocument.isMeant(by: document)
    }
}
