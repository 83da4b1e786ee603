/// The lessons that are part of the program.
public enum LessonLibrary {
}
