package streamkata.common.source;

/** A place in or near the city, and distances on a map that is flat there. */
record Place(double lon, double lat) {

  private static final double KM_PER_DEGREE_LAT = 111.195;
  private static final double KM_PER_DEGREE_LON = 84.237;

  /** The place that lies so many km east and north of this one. */
  Place shifted(double kmEast, double kmNorth) {
    return new Place(lon + kmEast / KM_PER_DEGREE_LON, lat + kmNorth / KM_PER_DEGREE_LAT);
  }

  /** The place on the line from this one through the other, at so many times its distance. */
  Place towards(Place other, double times) {
    return new Place(lon + (other.lon - lon) * times, lat + (other.lat - lat) * times);
  }

  double kmTo(Place other) {
    double east = (other.lon - lon) * KM_PER_DEGREE_LON;
    double north = (other.lat - lat) * KM_PER_DEGREE_LAT;
    return Math.sqrt(east * east + north * north);
  }

  /** This place to six decimals, about 10 cm, as taximeters report it. */
  Place reported() {
    return new Place(Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6);
  }
}
